const ACCOUNT = '111122223333';

/** By the end of a placeholder's name; the first that fits. All are of the right form, and of nothing that exists. */
const STAND_INS: readonly (readonly [RegExp, string])[] = [
  [/^true-/, 'true'],
  [/^KMS-KEY-ARN$/, `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-4333-8444-555555555555`],
  [/^SNS-TOPIC-ARN$/, `arn:aws:sns:us-east-1:${ACCOUNT}:topic`],
  [/POLICY-ARN$/, `arn:aws:iam::${ACCOUNT}:policy/narrower`],
  [/TRAIL(-TO-KEEP)?-ARN$/, `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/other`],
  [/MFA-DEVICE-ARN$|DEVICE-ARN$/, `arn:aws:iam::${ACCOUNT}:mfa/device`],
  [/^ACCOUNT-ID/, ACCOUNT],
  [/ARN$/, `arn:aws:iam::${ACCOUNT}:role/somebody`],
  [/^TEMPLATE-DATA-FILE$/, 'template-data.json'],
  [/^TASK-DEFINITION-FILE$/, 'task-definition.json'],
  [/^DISTRIBUTION-FILE$/, 'distribution.json'],
  [/^ENVIRONMENT-FILE$/, 'environment.json'],
  [/^TRUST-POLICY-FILE$/, 'trust-policy.json'],
  [/^POLICY-FILE$/, 'policy.json'],
  [/^(RESOURCE|KEY)-POLICY-FILE$/, 'resource-policy.json'],
  [/^ATTRIBUTES-FILE$/, 'attributes.json'],
  [/^METADATA-FILE$/, 'metadata.xml'],
  [/-FILE$/, 'file.txt'],
  [/REGION/, 'us-east-1'],
  [/^CODE-\d$/, '123456'],
  [/^MFA-CODE$/, '123456'],
  [/^RULE-NUMBER-1$/, '51'],
  [/^RULE-NUMBER-2$/, '52'],
  [/^RULE-NUMBER-3$/, '53'],
  [/^RULE-NUMBER-4$/, '54'],
  [/(^|-)(DAYS|SIZE|COUNT|SECONDS|PORT)$/, '400'],
  [/CIDR$/, '192.0.2.0/24'],
  [/ACCESS-KEY-ID$/, 'AKIAIOSFODNN7EXAMPLE'],
  [/CERTIFICATE-ID$/, 'TA7SMP42TDN5Z26OBPJE7EXAMPLE'],
  [/^JOB-ID$/, '11111111-2222-4333-8444-555555555555'],
  [/SUBNET-ID/, 'subnet-0123456789abcdef0'],
  [/SECURITY-GROUP-ID$/, 'sg-0123456789abcdef0'],
  [/RULE-ID$/, 'sgr-0123456789abcdef0'],
  [/LAUNCH-TEMPLATE-ID$/, 'lt-0123456789abcdef0'],
  [/PEERING-ID$/, 'pcx-0123456789abcdef0'],
  [/IMAGE-ID$/, 'ami-0123456789abcdef0'],
  [/VERSION-ID$/, 'v1'],
  [/ENGINE-VERSION$/, 'OpenSearch_2.19'],
  [/VERSIONS?$/, '1'],
  [/INSTANCE-TYPE$/, 't3.small'],
  [/EMAIL-ADDRESS$/, 'security@example.com'],
  [/PHONE-NUMBER$/, '+4912345678'],
  [/DOMAIN-NAME$/, 'example.com'],
];

/** What a reader might put in the place of `<name>`. */
export function standIn(name: string): string {
  const found = STAND_INS.find(([pattern]) => pattern.test(name));
  return found?.[1] ?? `a-${name.toLowerCase()}`;
}

/** For a resource's own account alone. */
const RESOURCE_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: '*', Resource: '*' },
  ],
});

/** The files that stand-ins name. */
export const STAND_IN_FILES: Readonly<Record<string, string>> = {
  'template-data.json': JSON.stringify({ ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.small' }),
  'task-definition.json': JSON.stringify({
    family: 'dispatch-api',
    containerDefinitions: [{ name: 'api', image: 'api', memory: 128 }],
  }),
  'distribution.json': JSON.stringify({
    CallerReference: 'once',
    Comment: '',
    Enabled: true,
    Origins: { Quantity: 1, Items: [{ Id: 'site', DomainName: 'site.example.com' }] },
    DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'redirect-to-https' },
  }),
  'environment.json': JSON.stringify({ Variables: { LOG_LEVEL: 'info' } }),
  'trust-policy.json': JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }),
  'policy.json': JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a-bucket/*' }],
  }),
  'resource-policy.json': RESOURCE_POLICY,
  'attributes.json': JSON.stringify({ Policy: RESOURCE_POLICY }),
  'metadata.xml': `<EntityDescriptor>${' '.repeat(1000)}</EntityDescriptor>`,
  'file.txt': 'c3VjY2Vzc29y',
};
