/** Made for every account, by no collector: who am I, and which regions are enabled. */
export const FRAMEWORK_CALLS = [
  'sts:GetCallerIdentity',
  'ec2:DescribeRegions',
  'account:ListRegions',
] as const;

/** Made by `--org` from the account that lists the organisation's accounts, besides what is read of it. */
export const ORGANIZATION_CALLS = [
  'organizations:ListAccounts',
  'organizations:DescribeOrganization',
  'sts:AssumeRole',
] as const;
