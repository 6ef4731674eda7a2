import { userAdministratorGrants } from '../../inventory/administrators.ts';
import { canHaveHardwareMfa, isHardware, mfaKind } from '../../inventory/mfa-devices.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/** Any of a user's devices signs in, so one that is no hardware is one too many. */
export const userAdminHardwareMfa = defineCheck({
  id: 'user-admin-hardware-mfa',
  title: 'Administrators with a password sign in with hardware MFA only',
  practice: 3,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:GetLoginProfile', 'iam:ListMFADevices'],
  controls: ['nist-800-53-r5:ia_2_1', 'nist-800-53-r5:ia_2_6', 'iso-27001-2022:A.8.5'],
  equivalents: ['prowler:iam_user_hardware_mfa_enabled'],
  rationale:
    "An administrator is worth a targeted attack, and codes of a virtual device can be phished; a security key's answer cannot.",
  remediation:
    'Assign security keys (FIDO2) or hardware tokens to the user, then remove its virtual devices.',
  evaluate(user, { inventory }) {
    const { id, loginProfile, mfaDevices } = user;
    if (!canHaveHardwareMfa(user)) return notApplicable();
    const grants = userAdministratorGrants(inventory, user);
    if (grants.status === 'read' && grants.value.length === 0) return notApplicable();
    if (loginProfile.status === 'read' && !loginProfile.value) return notApplicable();
    if (grants.status === 'unread' || loginProfile.status === 'unread' || mfaDevices.status === 'unread')
      return unknown([grants, loginProfile, mfaDevices]);
    const devices = mfaDevices.value;
    const evidence = {
      mfaDevices: devices.map((device) => ({ serialNumber: device.serialNumber, kind: mfaKind(device) })),
    };
    if (devices.length === 0) return fail(`Administrator ${id} has no MFA device.`, evidence);
    const soft = devices.filter((device) => !isHardware(device)).map((device) => device.serialNumber);
    return soft.length > 0
      ? fail(`Administrator ${id} can sign in with ${soft.join(', ')}.`, evidence)
      : pass(`Administrator ${id} has hardware MFA only.`, evidence);
  },
});
