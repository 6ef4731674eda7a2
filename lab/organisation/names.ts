/** Names that more than one builder refers to. Bucket names carry a random end, so that nobody squats them. */
export const meridian = {
  trail: 'meridian-organization-trail',
  trailBucket: 'meridian-cloudtrail-9e41f7c3',
  trailAccessLogs: 'meridian-cloudtrail-access-9e41f7c3',
  configBucket: 'meridian-config-5d20ab18',
  assets: 'meridian-storefront-assets-b07d55c2',
  statements: 'meridian-statements-4f9c1e7a',
  accessLogs: 'meridian-access-logs-2c8d6e90',
  /** The CDK gives the name, so the account must own it. */
  cdk: 'cdk-hnb659fds-assets-444455556666-us-east-1',
  trailLogGroup: '/meridian/cloudtrail',
  alarmTopic: 'security-alarms',
} as const;

/** Who hears of security matters, by the alternate contact of Meridian's accounts. */
export const securityTeam = {
  Name: 'Security team',
  EmailAddress: 'security@meridian.example',
  PhoneNumber: '+44 20 7946 0000',
} as const;

/** The account of the vendor that watches Meridian's metrics. */
export const observabilityVendor = '888800002222';
