import { ACCESS_KEY_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html: two keys while rotating, then one. */
export const userSingleActiveKey = defineCheck({
  id: 'user-single-active-key',
  title: 'A user has at most one active access key',
  practice: 8,
  severity: 'low',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListAccessKeys'],
  changedBy: ACCESS_KEY_CHANGES,
  controls: [
    'cis-aws-1.4.0:1.13',
    'cis-aws-1.5.0:1.13',
    'cis-aws-2.0.0:1.13',
    'cis-aws-3.0.0:1.13',
    'cis-aws-4.0.0:1.13',
    'cis-aws-5.0.0:1.12',
    'cis-aws-6.0.0:2.12',
  ],
  equivalents: ['prowler:iam_user_two_active_access_key'],
  rationale: 'Two live keys double what can leak, and a rotation that never ended has rotated nothing.',
  remediation: 'Move everything to the newer key and delete the other.',
  fix: {
    cli: dedented(`
      # Once everything uses the newer of {evidence.activeKeys.accessKeyId}
      aws iam update-access-key --user-name {id} --access-key-id <OLDER-ACCESS-KEY-ID> --status Inactive
      # Once nobody has missed it: aws iam delete-access-key --user-name {id} --access-key-id <OLDER-ACCESS-KEY-ID>`),
    terraform: dedented(`
      # Once everything uses the newer key; without the import where Terraform made the older one
      import {
        to = aws_iam_access_key.this
        id = "<OLDER-ACCESS-KEY-ID>"
      }

      resource "aws_iam_access_key" "this" {
        user   = "{id}"
        status = "Inactive"
      }`),
  },
  evaluate(user) {
    if (user.accessKeys.status === 'unread') return unknown(user.accessKeys);
    const active = user.accessKeys.value.filter((key) => key.status === 'Active');
    const evidence = {
      activeKeys: active.map(({ accessKeyId, createDate }) => ({ accessKeyId, createDate })),
    };
    if (active.length === 0) return pass(`${user.id} has no active access key.`, evidence);
    const ids = active.map((key) => key.accessKeyId).join(' and ');
    return active.length > 1
      ? fail(`${user.id} has ${active.length} active access keys: ${ids}.`, evidence)
      : pass(`${user.id} has one active access key, ${ids}.`, evidence);
  },
});
