import { Account } from '@aws-sdk/client-account';
import { ACM } from '@aws-sdk/client-acm';
import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { Backup } from '@aws-sdk/client-backup';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ConfigService } from '@aws-sdk/client-config-service';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { EC2 } from '@aws-sdk/client-ec2';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { EFS } from '@aws-sdk/client-efs';
import { EKS } from '@aws-sdk/client-eks';
import { ElasticLoadBalancing } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { GuardDuty } from '@aws-sdk/client-guardduty';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { OpenSearch } from '@aws-sdk/client-opensearch';
import { Organizations } from '@aws-sdk/client-organizations';
import { RDS } from '@aws-sdk/client-rds';
import { Redshift } from '@aws-sdk/client-redshift';
import { Route53 } from '@aws-sdk/client-route-53';
import { S3 } from '@aws-sdk/client-s3';
import { S3Control } from '@aws-sdk/client-s3-control';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SecurityHub } from '@aws-sdk/client-securityhub';
import { Shield } from '@aws-sdk/client-shield';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { SSM } from '@aws-sdk/client-ssm';
import { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { STS } from '@aws-sdk/client-sts';
import { WAFV2 } from '@aws-sdk/client-wafv2';
import { stableUuid } from './stable-uuid.ts';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** The part of every client that {@link prepared} touches; each service types the rest in its own way. */
type Named = { readonly middlewareStack: { readonly add: unknown } };
type Handler = (args: unknown) => Promise<unknown>;
type Context = { readonly clientName?: string; readonly commandName?: string };

/** Says which call moto refused: the stack of an SDK error does not lead back to its caller. */
const nameTheCall =
  (next: Handler, { clientName = '', commandName = '' }: Context): Handler =>
  async (args) => {
    try {
      return await next(args);
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
      throw new Error(`${clientName} ${commandName}: ${why}`, { cause: error });
    }
  };

/** Commands that the SDK would give a random token, which AWS then shows: secrets' versions, instances' client token. */
const tokenMembers: Readonly<Record<string, string>> = {
  RunInstancesCommand: 'ClientToken',
  CreateBackupVaultCommand: 'CreatorRequestId',
  CreateClusterCommand: 'clientRequestToken',
  CreateSecretCommand: 'ClientRequestToken',
  PutSecretValueCommand: 'ClientRequestToken',
  RotateSecretCommand: 'ClientRequestToken',
};

/** The same tokens in every build: the n-th call of a client to its region. */
function countedTokens(region: string) {
  let calls = 0;
  return (next: Handler, { commandName = '' }: Context): Handler =>
    (args) => {
      const member = tokenMembers[commandName];
      if (member === undefined || !isArguments(args)) return next(args);
      calls += 1;
      const input = { [member]: stableUuid(`${region} ${commandName} ${calls}`), ...args.input };
      return next({ ...args, input });
    };
}

const isArguments = (args: unknown): args is { readonly input: object } =>
  typeof args === 'object' && args !== null && 'input' in args && typeof args.input === 'object';

function prepared<T extends Readonly<Record<string, Named>>>(clients: T, region: string): T {
  for (const { middlewareStack } of Object.values(clients)) {
    const { add } = middlewareStack;
    if (typeof add !== 'function') continue;
    add.call(middlewareStack, nameTheCall, { step: 'initialize', name: 'nameTheCall' });
    add.call(middlewareStack, countedTokens(region), { step: 'initialize', name: 'countedTokens' });
  }
  return clients;
}

function allClients(url: string, region: string, credentials: Credentials) {
  const config = { endpoint: url, region, credentials, maxAttempts: 1 };
  const clients = {
    account: new Account(config),
    acm: new ACM(config),
    applicationAutoScaling: new ApplicationAutoScaling(config),
    autoScaling: new AutoScaling(config),
    backup: new Backup(config),
    cloudFront: new CloudFront(config),
    cloudTrail: new CloudTrail(config),
    cloudWatch: new CloudWatch(config),
    logs: new CloudWatchLogs(config),
    config: new ConfigService(config),
    dynamoDb: new DynamoDB(config),
    ec2: new EC2(config),
    ecr: new ECR(config),
    ecs: new ECS(config),
    efs: new EFS(config),
    eks: new EKS(config),
    elb: new ElasticLoadBalancing(config),
    elbV2: new ElasticLoadBalancingV2(config),
    events: new EventBridge(config),
    guardDuty: new GuardDuty(config),
    iam: new IAM(config),
    kms: new KMS(config),
    lambda: new Lambda(config),
    openSearch: new OpenSearch(config),
    organizations: new Organizations(config),
    rds: new RDS(config),
    redshift: new Redshift(config),
    route53: new Route53(config),
    s3: new S3(config),
    // The SDK would put the account id before the host, which a loopback address cannot carry.
    s3Control: new S3Control({ ...config, endpointProvider: () => ({ url: new URL(url) }) }),
    secrets: new SecretsManager(config),
    securityHub: new SecurityHub(config),
    shield: new Shield(config),
    sns: new SNS(config),
    sqs: new SQS(config),
    ssm: new SSM(config),
    ssoAdmin: new SSOAdmin(config),
    sts: new STS(config),
    waf: new WAFV2(config),
  };
  return prepared(clients, region);
}

export type Clients = ReturnType<typeof allClients>;

/** One client per service that the sample organisation is built with, all talking to the same moto server. */
export const makeClients = (url: string, region: string, credentials: Credentials): Clients =>
  allClients(url, region, credentials);
