import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-keys-admin-managed.html: deactivate, watch, then delete. */
export const userInactiveKeysRemoved = defineCheck({
  id: 'user-inactive-keys-removed',
  title: 'Inactive access keys are deleted',
  practice: 8,
  severity: 'info',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListAccessKeys'],
  changedBy: ['iam:UpdateAccessKey'],
  controls: [],
  equivalents: [],
  rationale:
    'Whoever may call iam:UpdateAccessKey can switch an inactive key on again, without creating anything new.',
  remediation: 'Delete access keys that stayed inactive without anybody missing them.',
  fix: {
    cli: dedented(`
      # Unless somebody may still ask for it: a deleted key cannot be had back
      aws iam delete-access-key --user-name {id} --access-key-id {evidence.inactiveKeys[].accessKeyId}`),
    terraform:
      '# Where Terraform made them, delete the aws_iam_access_key of {evidence.inactiveKeys.accessKeyId} from the configuration',
  },
  evaluate(user) {
    if (user.accessKeys.status === 'unread') return unknown(user.accessKeys);
    const inactive = user.accessKeys.value.filter((key) => key.status === 'Inactive');
    const evidence = {
      inactiveKeys: inactive.map(({ accessKeyId, createDate }) => ({ accessKeyId, createDate })),
    };
    const ids = inactive.map((key) => key.accessKeyId).join(', ');
    return inactive.length > 0
      ? fail(`${user.id} keeps inactive access keys: ${ids}.`, evidence)
      : pass(`${user.id} keeps no inactive access key.`, evidence);
  },
});
