import { describeGrants, userAdministratorGrants } from '../../inventory/administrators.ts';
import { mapReading, type Reading, unreadAmong } from '../../model/reading.ts';
import type { User } from '../../model/resources/iam.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';

/** With a password or an active key; whether policies ask for the MFA is for the IAM engine's checks. */
export const adminMfa = defineCheck({
  id: 'admin-mfa',
  title: 'Users who are administrators have MFA',
  practice: 4,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: [
    'iam:GetAccountAuthorizationDetails',
    'iam:ListMFADevices',
    'iam:GetLoginProfile',
    'iam:ListAccessKeys',
  ],
  controls: ['nist-800-53-r5:ia_2_1', 'iso-27001-2022:A.8.5'],
  equivalents: ['prowler:iam_administrator_access_with_mfa'],
  rationale: 'One stolen password or key of an administrator without MFA is the whole account.',
  remediation: 'Assign an MFA device to the user, best a security key, or take the rights away.',
  evaluate(user, { inventory }) {
    const { id, mfaDevices } = user;
    const grants = userAdministratorGrants(inventory, user);
    if (grants.status === 'unread') return unknown([grants, mfaDevices]);
    if (grants.value.length === 0) return notApplicable();
    const who = `${id} is an administrator (${describeGrants(grants.value)})`;
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
