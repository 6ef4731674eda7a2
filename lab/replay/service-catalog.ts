import { SERVICES, type ServiceName } from '../../src/sources/aws/services.ts';

export type { ServiceName };

/** The name of each service in a SigV4 credential scope. */
const signingNames: Readonly<Record<ServiceName, string>> = {
  accessanalyzer: 'access-analyzer',
  account: 'account',
  acm: 'acm',
  'application-auto-scaling': 'application-autoscaling',
  'auto-scaling': 'autoscaling',
  backup: 'backup',
  cloudfront: 'cloudfront',
  cloudtrail: 'cloudtrail',
  cloudwatch: 'monitoring',
  'cloudwatch-logs': 'logs',
  'config-service': 'config',
  dynamodb: 'dynamodb',
  ec2: 'ec2',
  ecr: 'ecr',
  ecs: 'ecs',
  efs: 'elasticfilesystem',
  eks: 'eks',
  'elastic-load-balancing': 'elasticloadbalancing',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  eventbridge: 'events',
  guardduty: 'guardduty',
  iam: 'iam',
  kms: 'kms',
  lambda: 'lambda',
  opensearch: 'es',
  organizations: 'organizations',
  rds: 'rds',
  redshift: 'redshift',
  'route-53': 'route53',
  s3: 's3',
  's3-control': 's3',
  'secrets-manager': 'secretsmanager',
  securityhub: 'securityhub',
  'service-quotas': 'servicequotas',
  shield: 'shield',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
  'sso-admin': 'sso',
  sts: 'sts',
  wafv2: 'wafv2',
};

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(signingNames, name);
}

export const serviceNames: readonly ServiceName[] = Object.keys(signingNames).filter(isServiceName);

/** Loads the SDK client of a service; late, for the models are large and a run needs few of them. */
export const loadClient = (service: ServiceName): Promise<object> => SERVICES[service].load();

/** Every name a service goes by: its SDK package's suffix, its IAM prefix, its signing name. */
export function namesOfService(service: ServiceName): readonly string[] {
  return [service, SERVICES[service].prefix, signingNames[service]];
}

/**
 * Which service a signed request is for. Two pairs of services share a signing name: the load balancers
 * differ in their API version, S3 Control in its path.
 */
export function serviceOfRequest(signingName: string, path: string, body: string): ServiceName | undefined {
  if (signingName === 's3express') return 's3';
  if (signingName === 's3') return path.startsWith('/v20180820/') ? 's3-control' : 's3';
  if (signingName === 'elasticloadbalancing') {
    const classic = /(^|&)Version=2012-06-01(&|$)/.test(body);
    return classic ? 'elastic-load-balancing' : 'elastic-load-balancing-v2';
  }
  return serviceNames.find((name) => signingNames[name] === signingName);
}
