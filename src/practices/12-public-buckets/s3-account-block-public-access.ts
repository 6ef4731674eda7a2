import { accountBlock, BLOCK_SETTINGS } from '../../inventory/block-public-access.ts';
import { allRead } from '../../model/reading.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const s3AccountBlockPublicAccess = defineCheck({
  id: 's3-account-block-public-access',
  title: 'The account blocks public access to all its buckets',
  practice: 12,
  severity: 'high',
  resource: 'AWS::::Account',
  reads: ['s3:GetPublicAccessBlock'],
  changedBy: ['s3:PutAccountPublicAccessBlock', 's3:DeleteAccountPublicAccessBlock'],
  controls: ['aws-fsbp:S3.1'],
  equivalents: [
    'prowler:s3_account_level_public_access_blocks',
    'config:s3-account-level-public-access-blocks',
    'config:s3-account-level-public-access-blocks-periodic',
  ],
  rationale:
    'Without the account-wide block, one wrong ACL or bucket policy opens a bucket to the whole internet.',
  remediation: "Turn on all four settings of the account's S3 Block Public Access.",
  fix: {
    cli: dedented(`
      # Websites and files that are served from public buckets of the account stop: serve them by CloudFront first
      aws s3control put-public-access-block --account-id {account} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`),
    terraform: dedented(`
      # Websites and files that are served from public buckets of the account stop: serve them by CloudFront first
      resource "aws_s3_account_public_access_block" "this" {
        block_public_acls       = true
        ignore_public_acls      = true
        block_public_policy     = true
        restrict_public_buckets = true
      }`),
  },
  evaluate({ account }, { inventory }) {
    const settings = BLOCK_SETTINGS.map((setting) => accountBlock(inventory, account, setting));
    const values = allRead(settings);
    if (values.status === 'unread') return unknown(values);
    const off = BLOCK_SETTINGS.filter((_, index) => values.value[index] === false);
    const evidence = { off };
    return off.length === 0
      ? pass(`Account ${account} blocks public access to all its buckets.`, evidence)
      : fail(`Account ${account} leaves ${off.join(', ')} of Block Public Access off.`, evidence);
  },
});
