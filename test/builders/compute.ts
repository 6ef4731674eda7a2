import { read } from '../../src/model/reading.ts';
import type {
  EksCluster,
  LambdaFunction,
  LambdaLayer,
  SsmParameter,
  TaskDefinition,
} from '../../src/model/resources/compute.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';
import { cleanText, noText } from './scanned-text.ts';

/** A function outside a VPC that nobody but its own account may call. */
export function aFunction(overrides: Partial<LambdaFunction> = {}): LambdaFunction {
  const id = overrides.id ?? 'orders';
  return {
    type: 'AWS::Lambda::Function',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${id}`,
    id,
    runtime: 'nodejs24.x',
    role: `arn:aws:iam::${ACCOUNT}:role/orders`,
    lastModified: '2026-06-01T00:00:00.000Z',
    vpcId: null,
    subnetIds: [],
    securityGroupIds: [],
    environment: read(cleanText),
    policy: read(null),
    urls: read([]),
    ...overrides,
  };
}

export function aLayer(overrides: Partial<LambdaLayer> = {}): LambdaLayer {
  const id = overrides.id ?? 'shared-code:3';
  return {
    type: 'AWS::Lambda::LayerVersion',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:layer:${id}`,
    id,
    version: 3,
    policy: read(null),
    ...overrides,
  };
}

type TaskDetail = Extract<TaskDefinition['detail'], { status: 'read' }>['value'];

/** One unprivileged container in its own network, with clean variables. */
export function taskDetail(overrides: Partial<TaskDetail> = {}): TaskDetail {
  return {
    taskRoleArn: `arn:aws:iam::${ACCOUNT}:role/task`,
    executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/ecsTaskExecutionRole`,
    networkMode: 'awsvpc',
    containers: [{ name: 'app', privileged: false, environment: cleanText }],
    ...overrides,
  };
}

export function aTaskDefinition(overrides: Partial<TaskDefinition> = {}): TaskDefinition {
  const family = overrides.family ?? 'web';
  const revision = overrides.revision ?? 7;
  const id = overrides.id ?? `${family}:${revision}`;
  return {
    type: 'AWS::ECS::TaskDefinition',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/${id}`,
    id,
    tags: {},
    family,
    revision,
    detail: read(taskDetail()),
    ...overrides,
  };
}

type EksDetail = Extract<EksCluster['detail'], { status: 'read' }>['value'];

/** A cluster whose API server answers inside its VPC only. */
export function eksDetail(overrides: Partial<EksDetail> = {}): EksDetail {
  return {
    version: '1.35',
    status: 'ACTIVE',
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: [],
    vpcId: 'vpc-0aaa',
    subnetIds: ['subnet-0aaa', 'subnet-0bbb'],
    securityGroupIds: ['sg-0aaa'],
    roleArn: `arn:aws:iam::${ACCOUNT}:role/eks`,
    ...overrides,
  };
}

export function anEksCluster(overrides: Partial<EksCluster> = {}): EksCluster {
  const id = overrides.id ?? 'platform';
  return {
    type: 'AWS::EKS::Cluster',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${id}`,
    id,
    tags: {},
    detail: read(eksDetail()),
    ...overrides,
  };
}

/** A SecureString parameter, whose value is never asked for. */
export function aParameter(overrides: Partial<SsmParameter> = {}): SsmParameter {
  const id = overrides.id ?? '/orders/database';
  return {
    type: 'AWS::SSM::Parameter',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/${id.replace(/^\//, '')}`,
    id,
    parameterType: 'SecureString',
    keyId: 'alias/aws/ssm',
    lastModifiedDate: '2026-06-01T00:00:00.000Z',
    plainValue: read(noText),
    ...overrides,
  };
}
