import { rootCanHaveMfa, rootCount, rootDevices, rootIsLockedOut } from '../../inventory/root-user.ts';
import { type Unread, unread } from '../../model/reading.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/**
 * AWS says whether the root user has MFA and lists its virtual devices, but not how many keys and tokens it has beside:
 * only two virtual devices are certain to be two, and only no device at all is certain to be too few.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
 */
export const rootMfaBackupDevice = defineCheck({
  id: 'root-mfa-backup-device',
  title: 'The root user has a second MFA device',
  practice: 3,
  severity: 'low',
  resource: 'AWS::::Account',
  reads: [
    'iam:GetAccountSummary',
    'iam:ListVirtualMFADevices',
    'organizations:DescribeOrganization',
    'iam:ListOrganizationsFeatures',
  ],
  changedBy: ['iam:DeactivateMFADevice'],
  controls: [],
  equivalents: [],
  rationale: 'A single device that is lost or breaks locks the owner out, just when the root user is needed.',
  remediation:
    'Assign a second device while signed in as the root user, up to eight are possible, and keep it elsewhere.',
  fix: {
    cli: null,
    terraform: null,
  },
  evaluate(account, { inventory }) {
    const { id } = account;
    if (!rootCanHaveMfa(account)) return notApplicable();
    const enabled = rootCount(inventory, id, 'AccountMFAEnabled');
    if (enabled.status === 'unread') return unknown(enabled);
    if (enabled.value === 0) {
      const lockedOut = rootIsLockedOut(inventory, id);
      if (lockedOut.status === 'unread') return unknown(lockedOut);
      return lockedOut.value
        ? notApplicable()
        : fail(`The root user of ${id} has no MFA device at all.`, { accountMfaEnabled: 0 });
    }
    const virtualDevices = rootDevices(inventory, id).virtual.map((device) => device.serialNumber);
    const evidence = { accountMfaEnabled: enabled.value, virtualDevices };
    if (virtualDevices.length > 1)
      return pass(`The root user of ${id} has ${virtualDevices.length} virtual MFA devices.`, evidence);
    const [gap = NOT_COUNTED] = inventory.gaps('AWS::IAM::VirtualMFADevice', { account: id });
    return unknown(gap, evidence);
  },
});

const NOT_COUNTED: Unread = unread(
  'iam:ListMFADevices',
  'NotOffered: AWS lists security keys and hardware tokens of the root user to the root user alone',
);
