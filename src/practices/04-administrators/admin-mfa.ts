import { administratorBy } from '../../inventory/administrators.ts';
import { mapReading, type Reading, unreadAmong } from '../../model/reading.ts';
import type { User } from '../../model/resources/iam.ts';
import { USER_RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { MFA_DEVICE_FIX } from '../fix/mfa-device-fix.ts';

/** With a password or an active key; whether policies ask for the MFA is for the IAM engine's checks. */
export const adminMfa = defineCheck({
  id: 'admin-mfa',
  title: 'Users who are administrators have MFA',
  practice: 4,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: ESCALATION_READS,
  changedBy: [...USER_RIGHT_CHANGES, 'iam:DeactivateMFADevice', 'iam:CreateLoginProfile'],
  controls: [
    'aws-fsbp:IAM.19',
    'nist-800-53-r5:IA-2(1)',
    'nist-800-53-r5:IA-2(6)',
    'nist-800-53-r5:IA-2(6)(a)',
    'nist-csf-2.0:PR.AA-03',
    'pci-dss-4.0:8.4.1',
    'pci-dss-4.0:8.4.2',
    'pci-dss-4.0:8.4.3',
    'iso-27001-2022:A.8.2',
    'iso-27001-2022:A.8.5',
    'soc-2:CC6.1',
    'hipaa:164.312(d)',
  ],
  equivalents: ['prowler:iam_administrator_access_with_mfa'],
  rationale: 'One stolen password or key of an administrator without MFA is the whole account.',
  remediation: 'Assign an MFA device to the user, best a security key, or take the rights away.',
  fix: MFA_DEVICE_FIX,
  evaluate(user, { inventory, asOf }) {
    const { id, mfaDevices } = user;
    const administrator = administratorBy(inventory, user, asOf);
    if (administrator.status === 'unread') return unknown([administrator, mfaDevices]);
    if (administrator.value === null) return notApplicable();
    const who = `${id} is an administrator (${administrator.value})`;
    if (mfaDevices.status === 'read' && mfaDevices.value.length > 0) {
      const devices = mfaDevices.value.map((device) => device.serialNumber);
      return pass(`${who} and has ${counted(devices.length, 'MFA device')}.`, { mfaDevices: devices });
    }
    const credentials = credentialsOf(user);
    if (mfaDevices.status === 'unread') return unknown([mfaDevices, ...credentials]);
    if (!credentials.some((each) => each.status === 'read' && each.value)) {
      const missing = unreadAmong(credentials);
      return missing.length > 0 ? unknown(missing) : notApplicable();
    }
    return fail(`${who} and has no MFA device.`, { mfaDevices: [] });
  },
});

/** Whether the user has a password, and active keys. */
function credentialsOf({ loginProfile, accessKeys }: User): readonly Reading<boolean>[] {
  return [
    mapReading(loginProfile, (profile) => profile !== null),
    mapReading(accessKeys, (keys) => keys.some((key) => key.status === 'Active')),
  ];
}
