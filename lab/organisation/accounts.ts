/**
 * The sample organisation's accounts. `flawed` is the stand-alone account of a freight company that Meridian has just
 * acquired: the management account of its own organisation of one. `hardened` manages Meridian's organisation, and
 * `log-archive` is its member, which keeps the trail's bucket and key and the access logs.
 */
export const accountIds = {
  flawed: '111122223333',
  hardened: '444455556666',
  'log-archive': '777788889999',
} as const;

export type AccountName = keyof typeof accountIds;

/** The regions that all three accounts have enabled. The first is home to everything global. */
export const labRegions = ['us-east-1', 'eu-west-1', 'eu-central-1'] as const;
export type LabRegion = (typeof labRegions)[number];

/** The role that a scan assumes in each account. */
export const auditRoleName = 'RampartAudit';

export const auditRoleArn = (name: AccountName): string =>
  `arn:aws:iam::${accountIds[name]}:role/${auditRoleName}`;
