/**
 * The AWS services that are read: the SDK package behind each (`@aws-sdk/client-<name>`), the IAM prefix of its
 * actions, and the request rate to start with. AWS publishes rates for a few services only; the others are
 * cautious figures that the scheduler lowers when AWS throttles.
 */
export interface Service {
  readonly prefix: string;
  readonly load: () => Promise<SdkModule>;
  /** Requests a second sustained, and at once, for one account and region. */
  readonly rate: number;
  readonly burst: number;
}

/** An SDK package's exports, by name. */
export type SdkModule = Readonly<Record<string, unknown>>;

function service(prefix: string, load: Service['load'], rate: number, burst: number): Service {
  return { prefix, load, rate, burst };
}

export const SERVICES = {
  accessanalyzer: service('access-analyzer', () => import('@aws-sdk/client-accessanalyzer'), 10, 20),
  account: service('account', () => import('@aws-sdk/client-account'), 5, 10),
  acm: service('acm', () => import('@aws-sdk/client-acm'), 8, 10),
  'application-auto-scaling': service(
    'application-autoscaling',
    () => import('@aws-sdk/client-application-auto-scaling'),
    10,
    20,
  ),
  'auto-scaling': service('autoscaling', () => import('@aws-sdk/client-auto-scaling'), 20, 50),
  backup: service('backup', () => import('@aws-sdk/client-backup'), 10, 20),
  cloudfront: service('cloudfront', () => import('@aws-sdk/client-cloudfront'), 10, 20),
  cloudtrail: service('cloudtrail', () => import('@aws-sdk/client-cloudtrail'), 10, 10),
  cloudwatch: service('cloudwatch', () => import('@aws-sdk/client-cloudwatch'), 9, 9),
  'cloudwatch-logs': service('logs', () => import('@aws-sdk/client-cloudwatch-logs'), 5, 10),
  'config-service': service('config', () => import('@aws-sdk/client-config-service'), 10, 20),
  dynamodb: service('dynamodb', () => import('@aws-sdk/client-dynamodb'), 10, 20),
  ec2: service('ec2', () => import('@aws-sdk/client-ec2'), 20, 100),
  ecr: service('ecr', () => import('@aws-sdk/client-ecr'), 10, 20),
  ecs: service('ecs', () => import('@aws-sdk/client-ecs'), 20, 50),
  efs: service('elasticfilesystem', () => import('@aws-sdk/client-efs'), 10, 20),
  eks: service('eks', () => import('@aws-sdk/client-eks'), 10, 20),
  'elastic-load-balancing': service(
    'elasticloadbalancing',
    () => import('@aws-sdk/client-elastic-load-balancing'),
    10,
    40,
  ),
  'elastic-load-balancing-v2': service(
    'elasticloadbalancing',
    () => import('@aws-sdk/client-elastic-load-balancing-v2'),
    10,
    40,
  ),
  eventbridge: service('events', () => import('@aws-sdk/client-eventbridge'), 10, 20),
  guardduty: service('guardduty', () => import('@aws-sdk/client-guardduty'), 10, 20),
  iam: service('iam', () => import('@aws-sdk/client-iam'), 20, 40),
  // Of the operations that are called, ListGrants has the smallest quota, 100 a second; the others ten times that.
  kms: service('kms', () => import('@aws-sdk/client-kms'), 100, 100),
  lambda: service('lambda', () => import('@aws-sdk/client-lambda'), 15, 15),
  opensearch: service('es', () => import('@aws-sdk/client-opensearch'), 10, 20),
  organizations: service('organizations', () => import('@aws-sdk/client-organizations'), 8, 12),
  rds: service('rds', () => import('@aws-sdk/client-rds'), 20, 40),
  redshift: service('redshift', () => import('@aws-sdk/client-redshift'), 10, 20),
  'route-53': service('route53', () => import('@aws-sdk/client-route-53'), 5, 5),
  s3: service('s3', () => import('@aws-sdk/client-s3'), 100, 200),
  's3-control': service('s3', () => import('@aws-sdk/client-s3-control'), 20, 40),
  'secrets-manager': service('secretsmanager', () => import('@aws-sdk/client-secrets-manager'), 40, 50),
  securityhub: service('securityhub', () => import('@aws-sdk/client-securityhub'), 10, 20),
  'service-quotas': service('servicequotas', () => import('@aws-sdk/client-service-quotas'), 8, 8),
  shield: service('shield', () => import('@aws-sdk/client-shield'), 5, 10),
  sns: service('sns', () => import('@aws-sdk/client-sns'), 25, 30),
  sqs: service('sqs', () => import('@aws-sdk/client-sqs'), 30, 60),
  ssm: service('ssm', () => import('@aws-sdk/client-ssm'), 10, 20),
  'sso-admin': service('sso', () => import('@aws-sdk/client-sso-admin'), 10, 20),
  sts: service('sts', () => import('@aws-sdk/client-sts'), 50, 100),
  wafv2: service('wafv2', () => import('@aws-sdk/client-wafv2'), 5, 10),
} satisfies Record<string, Service>;

export type ServiceName = keyof typeof SERVICES;

/** `s3:GetBucketPolicy`: what readings, coverage and checks call an operation. */
export function callName(service: ServiceName, operation: string): string {
  return `${SERVICES[service].prefix}:${operation}`;
}
