import { rootCanHaveMfa, rootCount, rootIsLockedOut } from '../../inventory/root-user.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/** Where centralised root access took the credentials away there is nothing left for MFA to guard. */
export const rootMfa = defineCheck({
  id: 'root-mfa',
  title: 'The root user signs in with MFA',
  practice: 3,
  severity: 'critical',
  resource: 'AWS::::Account',
  reads: ['iam:GetAccountSummary', 'organizations:DescribeOrganization', 'iam:ListOrganizationsFeatures'],
  changedBy: ['iam:DeactivateMFADevice'],
  controls: [
    'cis-aws-1.4.0:1.5',
    'cis-aws-1.5.0:1.5',
    'cis-aws-2.0.0:1.5',
    'cis-aws-3.0.0:1.5',
    'cis-aws-4.0.0:1.5',
    'cis-aws-5.0.0:1.4',
    'cis-aws-6.0.0:2.4',
    'cis-aws-7.0.0:2.5',
    'aws-fsbp:IAM.9',
    'nist-800-53-r5:IA-2(1)',
    'nist-800-53-r5:IA-2(6)',
    'nist-800-53-r5:IA-2(6)(a)',
    'nist-800-53-r5:IA-2(8)',
    'nist-csf-2.0:PR.AA-03',
    'pci-dss-4.0:8.4.1',
    'pci-dss-4.0:8.4.2',
    'pci-dss-4.0:8.4.3',
    'iso-27001-2022:A.8.5',
    'soc-2:CC6.1',
    'hipaa:164.312(d)',
  ],
  equivalents: ['prowler:iam_root_mfa_enabled', 'config:root-account-mfa-enabled'],
  rationale: 'A guessed, reused or phished root password is all that it takes to own the account.',
  remediation:
    "Assign an MFA device while signed in as the root user; in a member account rather remove the root user's credentials by centralised root access.",
  fix: {
    cli: null,
    terraform: null,
  },
  evaluate(account, { inventory }) {
    const { id } = account;
    if (!rootCanHaveMfa(account)) return notApplicable();
    const enabled = rootCount(inventory, id, 'AccountMFAEnabled');
    if (enabled.status === 'unread') return unknown(enabled);
    if (enabled.value > 0)
      return pass(`The root user of ${id} has MFA.`, { accountMfaEnabled: enabled.value });
    const evidence = { accountMfaEnabled: 0 };
    const lockedOut = rootIsLockedOut(inventory, id);
    if (lockedOut.status === 'unread') return unknown(lockedOut, evidence);
    return lockedOut.value
      ? pass(`The root user of ${id} has no credentials and cannot recover any.`, evidence)
      : fail(`The root user of ${id} has no MFA.`, evidence);
  },
});
