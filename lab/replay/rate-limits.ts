import type { ServiceName } from './service-catalog.ts';

/**
 * The request rates AWS allows one account in one region. `source` is the AWS page that publishes the figure;
 * `assumed` marks figures AWS does not publish, chosen cautiously from what users report.
 */
export type RateLimit = {
  readonly service: ServiceName;
  /** Operations this limit is for; every operation of the service when left out. First match wins. */
  readonly operations?: RegExp;
  /** `operation`: each operation has a bucket of its own; `shared`: all that match draw on one. */
  readonly bucket: 'operation' | 'shared';
  readonly burst: number;
  readonly perSecond: number;
  readonly source: string;
};

const assumed = 'assumed';
const ec2 = 'https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html';
const lambda = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const cloudtrail = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html';
const kms = 'https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html';
const elb = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html';
const account = 'https://docs.aws.amazon.com/accounts/latest/reference/quotas.html';
const quotas = 'https://docs.aws.amazon.com/servicequotas/latest/userguide/reference_limits.html';
const s3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
const route53 = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html';
const secrets = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html';
const cloudwatch = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';
const logs = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html';

const unfilteredEc2 =
  /^Describe(Instances|InstanceStatus|NetworkInterfaces|SecurityGroups|Snapshots|SpotInstanceRequests|Volumes)$/;

export const awsRateLimits: readonly RateLimit[] = [
  // Unfiltered and unpaginated calls of seven actions have the smaller bucket; a scan asks for everything.
  { service: 'ec2', operations: unfilteredEc2, bucket: 'operation', burst: 50, perSecond: 10, source: ec2 },
  {
    service: 'ec2',
    operations: /^(Describe|Get|List)/,
    bucket: 'operation',
    burst: 100,
    perSecond: 20,
    source: ec2,
  },
  { service: 'ec2', bucket: 'operation', burst: 50, perSecond: 5, source: ec2 },
  {
    service: 'lambda',
    operations: /^GetFunction$/,
    bucket: 'operation',
    burst: 100,
    perSecond: 100,
    source: lambda,
  },
  {
    service: 'lambda',
    operations: /^GetPolicy$/,
    bucket: 'operation',
    burst: 15,
    perSecond: 15,
    source: lambda,
  },
  { service: 'lambda', bucket: 'shared', burst: 15, perSecond: 15, source: lambda },
  {
    service: 'cloudtrail',
    operations: /^LookupEvents$/,
    bucket: 'shared',
    burst: 2,
    perSecond: 2,
    source: cloudtrail,
  },
  {
    service: 'cloudtrail',
    operations: /^(Get|Describe|List)/,
    bucket: 'operation',
    burst: 10,
    perSecond: 10,
    source: cloudtrail,
  },
  { service: 'cloudtrail', bucket: 'operation', burst: 1, perSecond: 1, source: cloudtrail },
  {
    service: 'kms',
    operations: /^DescribeKey$/,
    bucket: 'operation',
    burst: 2000,
    perSecond: 2000,
    source: kms,
  },
  {
    service: 'kms',
    operations: /^(GetKeyPolicy|GetKeyRotationStatus)$/,
    bucket: 'operation',
    burst: 1000,
    perSecond: 1000,
    source: kms,
  },
  {
    service: 'kms',
    operations: /^List(Keys|Aliases)$/,
    bucket: 'operation',
    burst: 500,
    perSecond: 500,
    source: kms,
  },
  { service: 'kms', operations: /^List/, bucket: 'operation', burst: 100, perSecond: 100, source: kms },
  { service: 'kms', bucket: 'operation', burst: 50, perSecond: 50, source: assumed },
  { service: 'elastic-load-balancing', bucket: 'shared', burst: 40, perSecond: 10, source: elb },
  { service: 'elastic-load-balancing-v2', bucket: 'shared', burst: 40, perSecond: 10, source: elb },
  {
    service: 'ecs',
    operations: /^(Describe|List)/,
    bucket: 'operation',
    burst: 50,
    perSecond: 20,
    source: assumed,
  },
  {
    service: 'account',
    operations: /^Get(Alternate|Contact)/,
    bucket: 'operation',
    burst: 15,
    perSecond: 10,
    source: account,
  },
  { service: 'account', bucket: 'operation', burst: 5, perSecond: 5, source: account },
  {
    service: 'service-quotas',
    operations: /^List/,
    bucket: 'operation',
    burst: 20,
    perSecond: 10,
    source: quotas,
  },
  { service: 'service-quotas', bucket: 'operation', burst: 10, perSecond: 5, source: quotas },
  // 5,500 reads a second for each prefix of a bucket; the configuration calls have no published figure.
  {
    service: 's3',
    operations: /^(GetObject|HeadObject|ListObjects)/,
    bucket: 'shared',
    burst: 5500,
    perSecond: 5500,
    source: s3,
  },
  { service: 's3', bucket: 'shared', burst: 200, perSecond: 100, source: assumed },
  { service: 's3-control', bucket: 'shared', burst: 40, perSecond: 20, source: assumed },
  { service: 'route-53', bucket: 'shared', burst: 5, perSecond: 5, source: route53 },
  {
    service: 'secrets-manager',
    operations: /^(DescribeSecret|GetSecretValue)$/,
    bucket: 'shared',
    burst: 10_000,
    perSecond: 10_000,
    source: secrets,
  },
  {
    service: 'secrets-manager',
    operations: /^(Delete|Get|Put|Validate)ResourcePolicy$/,
    bucket: 'shared',
    burst: 50,
    perSecond: 50,
    source: secrets,
  },
  { service: 'secrets-manager', bucket: 'operation', burst: 50, perSecond: 50, source: assumed },
  {
    service: 'cloudwatch',
    operations: /^DescribeAlarms$/,
    bucket: 'operation',
    burst: 9,
    perSecond: 9,
    source: cloudwatch,
  },
  { service: 'cloudwatch', bucket: 'operation', burst: 20, perSecond: 20, source: assumed },
  {
    service: 'cloudwatch-logs',
    operations: /^DescribeLogGroups$/,
    bucket: 'operation',
    burst: 10,
    perSecond: 10,
    source: logs,
  },
  {
    service: 'cloudwatch-logs',
    operations: /^DescribeMetricFilters$/,
    bucket: 'operation',
    burst: 5,
    perSecond: 5,
    source: logs,
  },
  { service: 'cloudwatch-logs', bucket: 'operation', burst: 10, perSecond: 5, source: assumed },
  { service: 'iam', bucket: 'shared', burst: 40, perSecond: 20, source: assumed },
  { service: 'organizations', bucket: 'operation', burst: 12, perSecond: 8, source: assumed },
  { service: 'auto-scaling', bucket: 'shared', burst: 50, perSecond: 20, source: assumed },
  {
    service: 'sts',
    bucket: 'shared',
    burst: 600,
    perSecond: 600,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  {
    service: 'sns',
    bucket: 'operation',
    burst: 30,
    perSecond: 30,
    source: assumed,
  },
  { service: 'sqs', bucket: 'operation', burst: 60, perSecond: 30, source: assumed },
  { service: 'rds', bucket: 'shared', burst: 40, perSecond: 20, source: assumed },
  { service: 'wafv2', bucket: 'operation', burst: 5, perSecond: 5, source: assumed },
];

/** For services the table does not name. */
export const otherServices = { bucket: 'operation', burst: 20, perSecond: 10, source: assumed } as const;
