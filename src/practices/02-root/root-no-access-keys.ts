import { hasRootUser, rootCount } from '../../inventory/root-user.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html */
export const rootNoAccessKeys = defineCheck({
  id: 'root-no-access-keys',
  title: 'The root user has no access keys',
  practice: 2,
  severity: 'critical',
  resource: 'AWS::::Account',
  reads: ['iam:GetAccountSummary'],
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
    'nist-800-53-r5:ac_6',
    'nist-800-53-r5:ac_6_2',
    'nist-800-53-r5:ac_6_10',
    'nist-800-53-r5:ia_2',
    'pci-dss-4.0:7.2.1.17',
    'pci-dss-4.0:7.2.2.17',
    'pci-dss-4.0:7.2.3.8',
    'pci-dss-4.0:8.2.1.4',
    'pci-dss-4.0:8.2.2.6',
    'iso-27001-2022:A.5.15',
  ],
  equivalents: ['prowler:iam_no_root_access_key', 'config:iam-root-access-key-check'],
  rationale:
    'Whoever finds such a key owns the account: no policy of the account limits it, and no MFA is asked for.',
  remediation: 'Give what uses the keys a role, then delete the keys while signed in as the root user.',
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
