/**
 * The AWS services that are read: the SDK package behind each (`@aws-sdk/client-<name>`), the IAM prefix of its
 * actions, and the request rate to start with. AWS publishes rates for a few services only; the others are
 * cautious figures that the scheduler lowers when AWS throttles.
 */
export interface Service {
  readonly prefix: string;
  readonly load: () => Promise<object>;
  /** Requests a second sustained, and at once, for one account and region. */
  readonly rate: number;
  readonly burst: number;
}

export const SERVICES = {
  accessanalyzer: {
    prefix: 'access-analyzer',
    load: () => import('@aws-sdk/client-accessanalyzer'),
    rate: 10,
    burst: 20,
  },
  account: { prefix: 'account', load: () => import('@aws-sdk/client-account'), rate: 5, burst: 10 },
  acm: { prefix: 'acm', load: () => import('@aws-sdk/client-acm'), rate: 8, burst: 10 },
  'application-auto-scaling': {
    prefix: 'application-autoscaling',
    load: () => import('@aws-sdk/client-application-auto-scaling'),
    rate: 10,
    burst: 20,
  },
  'auto-scaling': {
    prefix: 'autoscaling',
    load: () => import('@aws-sdk/client-auto-scaling'),
    rate: 20,
    burst: 50,
  },
  backup: { prefix: 'backup', load: () => import('@aws-sdk/client-backup'), rate: 10, burst: 20 },
  cloudfront: { prefix: 'cloudfront', load: () => import('@aws-sdk/client-cloudfront'), rate: 10, burst: 20 },
  cloudtrail: { prefix: 'cloudtrail', load: () => import('@aws-sdk/client-cloudtrail'), rate: 10, burst: 10 },
  cloudwatch: { prefix: 'cloudwatch', load: () => import('@aws-sdk/client-cloudwatch'), rate: 9, burst: 9 },
  'cloudwatch-logs': {
    prefix: 'logs',
    load: () => import('@aws-sdk/client-cloudwatch-logs'),
    rate: 5,
    burst: 10,
  },
  'config-service': {
    prefix: 'config',
    load: () => import('@aws-sdk/client-config-service'),
    rate: 10,
    burst: 20,
  },
  dynamodb: { prefix: 'dynamodb', load: () => import('@aws-sdk/client-dynamodb'), rate: 10, burst: 20 },
  ec2: { prefix: 'ec2', load: () => import('@aws-sdk/client-ec2'), rate: 20, burst: 100 },
  ecr: { prefix: 'ecr', load: () => import('@aws-sdk/client-ecr'), rate: 10, burst: 20 },
  ecs: { prefix: 'ecs', load: () => import('@aws-sdk/client-ecs'), rate: 20, burst: 50 },
  efs: { prefix: 'elasticfilesystem', load: () => import('@aws-sdk/client-efs'), rate: 10, burst: 20 },
  eks: { prefix: 'eks', load: () => import('@aws-sdk/client-eks'), rate: 10, burst: 20 },
  'elastic-load-balancing': {
    prefix: 'elasticloadbalancing',
    load: () => import('@aws-sdk/client-elastic-load-balancing'),
    rate: 10,
    burst: 40,
  },
  'elastic-load-balancing-v2': {
    prefix: 'elasticloadbalancing',
    load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
    rate: 10,
    burst: 40,
  },
  eventbridge: { prefix: 'events', load: () => import('@aws-sdk/client-eventbridge'), rate: 10, burst: 20 },
  guardduty: { prefix: 'guardduty', load: () => import('@aws-sdk/client-guardduty'), rate: 10, burst: 20 },
  iam: { prefix: 'iam', load: () => import('@aws-sdk/client-iam'), rate: 20, burst: 40 },
  kms: { prefix: 'kms', load: () => import('@aws-sdk/client-kms'), rate: 25, burst: 50 },
  lambda: { prefix: 'lambda', load: () => import('@aws-sdk/client-lambda'), rate: 15, burst: 15 },
  opensearch: { prefix: 'es', load: () => import('@aws-sdk/client-opensearch'), rate: 10, burst: 20 },
  organizations: {
    prefix: 'organizations',
    load: () => import('@aws-sdk/client-organizations'),
    rate: 8,
    burst: 12,
  },
  rds: { prefix: 'rds', load: () => import('@aws-sdk/client-rds'), rate: 20, burst: 40 },
  redshift: { prefix: 'redshift', load: () => import('@aws-sdk/client-redshift'), rate: 10, burst: 20 },
  'route-53': { prefix: 'route53', load: () => import('@aws-sdk/client-route-53'), rate: 5, burst: 5 },
  s3: { prefix: 's3', load: () => import('@aws-sdk/client-s3'), rate: 100, burst: 200 },
  's3-control': { prefix: 's3', load: () => import('@aws-sdk/client-s3-control'), rate: 20, burst: 40 },
  'secrets-manager': {
    prefix: 'secretsmanager',
    load: () => import('@aws-sdk/client-secrets-manager'),
    rate: 40,
    burst: 50,
  },
  securityhub: {
    prefix: 'securityhub',
    load: () => import('@aws-sdk/client-securityhub'),
    rate: 10,
    burst: 20,
  },
  'service-quotas': {
    prefix: 'servicequotas',
    load: () => import('@aws-sdk/client-service-quotas'),
    rate: 8,
    burst: 8,
  },
  shield: { prefix: 'shield', load: () => import('@aws-sdk/client-shield'), rate: 5, burst: 10 },
  sns: { prefix: 'sns', load: () => import('@aws-sdk/client-sns'), rate: 25, burst: 30 },
  sqs: { prefix: 'sqs', load: () => import('@aws-sdk/client-sqs'), rate: 30, burst: 60 },
  ssm: { prefix: 'ssm', load: () => import('@aws-sdk/client-ssm'), rate: 10, burst: 20 },
  'sso-admin': { prefix: 'sso', load: () => import('@aws-sdk/client-sso-admin'), rate: 10, burst: 20 },
  sts: { prefix: 'sts', load: () => import('@aws-sdk/client-sts'), rate: 50, burst: 100 },
  wafv2: { prefix: 'wafv2', load: () => import('@aws-sdk/client-wafv2'), rate: 5, burst: 10 },
} as const satisfies Record<string, Service>;

export type ServiceName = keyof typeof SERVICES;

/** `s3:GetBucketPolicy`: what readings, coverage and checks call an operation. */
export function callName(service: ServiceName, operation: string): string {
  return `${SERVICES[service].prefix}:${operation}`;
}
