import type { Inventory } from '../../inventory/inventory.ts';
import { ownerNotTold } from '../../inventory/mfa-devices.ts';
import { rootCanHaveMfa, rootCount, rootDevices, rootIsLockedOut } from '../../inventory/root-user.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';

/**
 * By elimination, since AWS lists the root user's virtual devices only: MFA without any virtual device is hardware. A
 * virtual device beside a hardware one fails, because either of them signs in.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-6
 */
export const rootHardwareMfa = defineCheck({
  id: 'root-hardware-mfa',
  title: 'The root user signs in with hardware MFA only',
  practice: 3,
  severity: 'high',
  resource: 'AWS::::Account',
  reads: [
    'iam:GetAccountSummary',
    'iam:ListVirtualMFADevices',
    'organizations:DescribeOrganization',
    'iam:ListOrganizationsFeatures',
  ],
  changedBy: ['iam:DeactivateMFADevice', 'iam:EnableMFADevice'],
  controls: [
    'cis-aws-1.4.0:1.6',
    'cis-aws-1.5.0:1.6',
    'cis-aws-2.0.0:1.6',
    'cis-aws-3.0.0:1.6',
    'cis-aws-4.0.0:1.6',
    'cis-aws-5.0.0:1.5',
    'cis-aws-6.0.0:2.5',
    'cis-aws-7.0.0:2.6',
    'aws-fsbp:IAM.6',
  ],
  equivalents: ['prowler:iam_root_hardware_mfa_enabled', 'config:root-account-hardware-mfa-enabled'],
  rationale:
    "A virtual device's secret can be copied from a phone or its backup, and its codes can be phished; a security key's cannot.",
  remediation:
    'Assign security keys or hardware tokens while signed in as the root user, then remove its virtual devices.',
  fix: {
    cli: null,
    terraform: null,
  },
  evaluate(account, { inventory }) {
    const { id } = account;
    if (!rootCanHaveMfa(account)) return notApplicable();
    const enabled = rootCount(inventory, id, 'AccountMFAEnabled');
    if (enabled.status === 'unread') return unknown(enabled);
    if (enabled.value > 0) return judgeDevices(inventory, id);
    const evidence = { accountMfaEnabled: 0 };
    const lockedOut = rootIsLockedOut(inventory, id);
    if (lockedOut.status === 'unread') return unknown(lockedOut, evidence);
    return lockedOut.value
      ? pass(`The root user of ${id} has no credentials and cannot recover any.`, evidence)
      : fail(`The root user of ${id} has no MFA at all.`, evidence);
  },
});

function judgeDevices(inventory: Inventory, account: string): Outcome {
  const { virtual, unclear } = rootDevices(inventory, account);
  const virtualDevices = virtual.map((device) => device.serialNumber);
  const evidence = { virtualDevices };
  if (virtual.length > 0)
    return fail(`The root user of ${account} can sign in with ${virtualDevices.join(', ')}.`, evidence);
  const [gap] = inventory.gaps('AWS::IAM::VirtualMFADevice', { account });
  if (gap) return unknown(gap, evidence);
  const [first] = unclear;
  if (first) return unknown(ownerNotTold(first), evidence);
  return pass(`The root user of ${account} has MFA, and no virtual device.`, evidence);
}
