/** Types of which there is one an account, or one a region: whatever changes their like changes them. */
const WHOLE = new Set([
  'AWS::::Account',
  'AWS::::Region',
  'AWS::EC2::AccountDefaults',
  'AWS::IAM::AccountSummary',
  'AWS::Shield::Subscription',
]);

export function standsForAll(type: string): boolean {
  return WHOLE.has(type);
}

/** Changes that name no resource because they concern all of the account, or of its region. */
const FOR_ALL = new Set([
  's3:PutAccountPublicAccessBlock',
  's3:DeleteAccountPublicAccessBlock',
  'ec2:ModifyInstanceMetadataDefaults',
  'ec2:DisableSnapshotBlockPublicAccess',
  'ec2:ModifyVpcBlockPublicAccessOptions',
]);

export function concernsAll(change: string): boolean {
  return FOR_ALL.has(change);
}

/** The setting of the account holds in all its regions, wherever it was made. */
export function isOfAllRegions(change: string): boolean {
  return change.endsWith('AccountPublicAccessBlock');
}

/** Changes to the credentials of whoever calls, where the request names no user. */
const OWN_CREDENTIALS = new Set([
  'iam:CreateAccessKey',
  'iam:UpdateAccessKey',
  'iam:DeactivateMFADevice',
  'iam:EnableMFADevice',
  'iam:UploadSigningCertificate',
  'iam:UpdateSigningCertificate',
  'signin:ConsoleLogin',
]);

export function changesOwnCredentials(change: string): boolean {
  return OWN_CREDENTIALS.has(change);
}
