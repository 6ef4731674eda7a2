/** Condition keys that tell for whose resource a service asks. */
export type SourceKey = 'aws:SourceAccount' | 'aws:SourceArn';

/** A service that tells, whenever it assumes a role, for whose resource it does. */
export interface SourceTellingService {
  /** Where AWS shows the keys in a role's trust policy. */
  readonly page: string;
  /** Those that it shows; the service may send the other one too. */
  readonly keys: readonly SourceKey[];
  /** What the ARNs of its resources have for the service, as far as that is needed. */
  readonly arnService?: string;
}

/**
 * Principals whose roles AWS documents with the keys: to ask any other for them may lock it out. Left out are those that
 * AWS documents so for some of their roles only (rds.amazonaws.com not for RDS Proxy, sagemaker.amazonaws.com job by
 * job, ssm.amazonaws.com not for maintenance windows), and iotevents.amazonaws.com, which by AWS's own word assumes
 * roles of the resource's account alone.
 */
const SERVICES: Readonly<Record<string, SourceTellingService>> = {
  airflow: both('mwaa/latest/userguide/cross-service-confused-deputy-prevention.html'),
  'airflow-env': both('mwaa/latest/userguide/cross-service-confused-deputy-prevention.html'),
  amplify: both('amplify/latest/userguide/cross-service-confused-deputy-prevention.html'),
  amplifybackend: both('amplify/latest/userguide/cross-service-confused-deputy-prevention.html'),
  autoscaling: both('autoscaling/ec2/userguide/cross-service-confused-deputy-prevention.html'),
  batch: both('batch/latest/userguide/cross-service-confused-deputy-prevention.html'),
  bedrock: both('bedrock/latest/userguide/agents-permissions.html'),
  codebuild: both('codebuild/latest/userguide/setting-up-service-role.html'),
  comprehend: both('comprehend/latest/dg/cross-service-confused-deputy-prevention.html'),
  config: both('config/latest/developerguide/iamrole-permissions.html'),
  datasync: both('datasync/latest/userguide/cross-service-confused-deputy-prevention.html'),
  datazone: {
    page: docs('sagemaker-unified-studio/latest/adminguide/AmazonSageMakerDomainExecution.html'),
    keys: ['aws:SourceAccount'],
  },
  dms: both('dms/latest/userguide/cross-service-confused-deputy-prevention.html'),
  ds: both('directoryservice/latest/admin-guide/cross-service-confused-deputy-prevention.html'),
  'ecs-tasks': both('AmazonECS/latest/developerguide/task-iam-roles.html'),
  'eks-fargate-pods': {
    page: docs('eks/latest/userguide/pod-execution-role.html'),
    keys: ['aws:SourceArn'],
    arnService: 'eks',
  },
  es: both('opensearch-service/latest/developerguide/cross-service-confused-deputy-prevention.html'),
  fis: both('resilience-hub/latest/userguide/next-gen-resilience-testing-iam-single-account.html'),
  greengrass: both('greengrass/v1/developerguide/cross-service-confused-deputy-prevention.html'),
  iot: both('iot/latest/developerguide/cross-service-confused-deputy-prevention.html'),
  iotsitewise: both('iot-sitewise/latest/userguide/cross-service-confused-deputy-prevention.html'),
  kinesisanalytics: both('kinesisanalytics/latest/dev/iam-cross-service-confused-deputy-prevention.html'),
  logs: {
    page: docs('AmazonCloudWatch/latest/logs/CreateDestination.html'),
    keys: ['aws:SourceArn'],
    arnService: 'logs',
  },
  mediaconvert: both('mediaconvert/latest/ug/cross-service-confused-deputy-prevention.html'),
  mediatailor: both('mediatailor/latest/ug/cross-service-confused-deputy-prevention.html'),
  'opsworks-cm': both('opsworks/latest/userguide/cross-service-confused-deputy-prevention.html'),
  personalize: both('personalize/latest/dg/cross-service-confused-deputy-prevention.html'),
  proton: both('proton/latest/userguide/cross-service-confused-deputy-prevention.html'),
  rekognition: both('rekognition/latest/dg/cross-service-confused-deputy-prevention.html'),
  'resources.cloudformation': both(
    'AWSCloudFormation/latest/UserGuide/cross-service-confused-deputy-prevention.html',
  ),
  scheduler: both('scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html'),
  'sms-voice': both('sms-voice/latest/userguide/configuration-sets-kinesis-creating-role.html'),
  'ssm-incidents': both('incident-manager/latest/userguide/cross-service-confused-deputy-prevention.html'),
  states: both('step-functions/latest/dg/procedure-create-iam-role.html'),
  textract: both('textract/latest/dg/cross-service-confused-deputy-prevention.html'),
  transcribe: both('transcribe/latest/dg/security-iam-confused-deputy.html'),
  transfer: both('transfer/latest/userguide/confused-deputy.html'),
  'vpc-flow-logs': both('vpc/latest/userguide/flow-logs-iam-role.html'),
};

/**
 * Null: AWS does not say that it tells. `principal`: in lower case; `logs.eu-west-1.amazonaws.com` and China's `….com.cn`
 * are the service too.
 */
export function sourceTellingService(principal: string): SourceTellingService | null {
  const name = PRINCIPAL.exec(principal)?.[1];
  return name !== undefined && Object.hasOwn(SERVICES, name) ? (SERVICES[name] ?? null) : null;
}

const PRINCIPAL = /^(.+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d+)?\.amazonaws\.com(?:\.cn)?$/;

function both(path: string): SourceTellingService {
  return { page: docs(path), keys: ['aws:SourceAccount', 'aws:SourceArn'] };
}

function docs(path: string): string {
  return `https://docs.aws.amazon.com/${path}`;
}
