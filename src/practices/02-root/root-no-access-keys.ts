import { hasRootUser, rootCount } from '../../inventory/root-user.ts';
import { ACCESS_KEY_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html */
export const rootNoAccessKeys = defineCheck({
  id: 'root-no-access-keys',
  title: 'The root user has no access keys',
  practice: 2,
  severity: 'critical',
  resource: 'AWS::::Account',
  reads: ['iam:GetAccountSummary'],
  changedBy: ACCESS_KEY_CHANGES,
  controls: [
    'cis-aws-1.4.0:1.4',
    'cis-aws-1.5.0:1.4',
    'cis-aws-2.0.0:1.4',
    'cis-aws-3.0.0:1.4',
    'cis-aws-4.0.0:1.4',
    'cis-aws-5.0.0:1.3',
    'cis-aws-6.0.0:2.3',
    'cis-aws-7.0.0:2.4',
    'aws-fsbp:IAM.4',
    'nist-800-53-r5:IA-2',
    'nist-csf-2.0:PR.AA-01',
    'pci-dss-4.0:8.2.2',
    'iso-27001-2022:A.5.17',
    'iso-27001-2022:A.8.2',
    'soc-2:CC6.1',
    'hipaa:164.312(a)(1)',
    'hipaa:164.312(a)(2)(i)',
  ],
  equivalents: ['prowler:iam_no_root_access_key', 'config:iam-root-access-key-check'],
  rationale:
    'Whoever finds such a key owns the account: no policy of the account limits it, and no MFA is asked for.',
  remediation: 'Give what uses the keys a role, then delete the keys while signed in as the root user.',
  fix: {
    cli: dedented(`
      # In a member account by centralised root access, from the management account or its delegated administrator. Else as the root user, without this command
      aws sts assume-root --target-principal {account} --task-policy-arn arn=arn:{partition}:iam::aws:policy/root-task/IAMDeleteRootUserCredentials
      # With the credentials that it gives
      aws iam list-access-keys
      aws iam update-access-key --access-key-id <ACCESS-KEY-ID> --status Inactive
      # Once nothing misses the key: aws iam delete-access-key --access-key-id <ACCESS-KEY-ID>`),
    terraform: null,
  },
  evaluate(account, { inventory }) {
    const { id } = account;
    if (!hasRootUser(account)) return notApplicable();
    const keys = rootCount(inventory, id, 'AccountAccessKeysPresent');
    if (keys.status === 'unread') return unknown(keys);
    const evidence = { accountAccessKeysPresent: keys.value };
    return keys.value === 0
      ? pass(`The root user of ${id} has no access keys.`, evidence)
      : fail(`The root user of ${id} has access keys.`, evidence);
  },
});
