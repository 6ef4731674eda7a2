import { ORGANIZATION_READS } from './organization-reads.ts';

/** What tells who is an administrator and who can become one, which is found in one go. */
export const ESCALATION_READS = [
  'iam:GetAccountAuthorizationDetails',
  'iam:ListMFADevices',
  ...ORGANIZATION_READS,
  'iam:GetLoginProfile',
  'iam:ListAccessKeys',
  'iam:ListInstanceProfiles',
  'ec2:DescribeInstances',
  'ec2:DescribeLaunchTemplates',
  'ec2:DescribeLaunchTemplateVersions',
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeLaunchConfigurations',
  'lambda:ListFunctions',
] as const;
