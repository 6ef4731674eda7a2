export type Practice = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/**
 * The twelve practices of Palo Alto Networks' guide "12 Best Practices to Enhance the Security of your AWS
 * Configurations", in its order; `folder` is theirs under src/practices.
 */
export const PRACTICES: readonly {
  readonly practice: Practice;
  readonly folder: string;
  readonly title: string;
}[] = [
  { practice: 1, folder: '01-cloudtrail', title: 'CloudTrail records everything, everywhere' },
  { practice: 2, folder: '02-root', title: 'The root user is not used' },
  { practice: 3, folder: '03-mfa', title: 'People sign in with MFA' },
  { practice: 4, folder: '04-administrators', title: 'Administrators are few' },
  { practice: 5, folder: '05-ec2-roles', title: 'Workloads use roles, not keys' },
  { practice: 6, folder: '06-least-privilege', title: 'Permissions are the least needed' },
  { practice: 7, folder: '07-trail-bucket-logging', title: "Access to the trail's bucket is logged" },
  { practice: 8, folder: '08-key-rotation', title: 'Keys and secrets are rotated' },
  { practice: 9, folder: '09-sts-roles', title: 'Access is delegated by roles' },
  { practice: 10, folder: '10-auto-scaling', title: 'Auto Scaling absorbs surges' },
  { practice: 11, folder: '11-network', title: 'Security groups and NACLs admit only what is meant' },
  { practice: 12, folder: '12-public-buckets', title: 'No bucket is open to the world' },
];
