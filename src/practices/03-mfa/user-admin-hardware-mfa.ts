import { administratorBy } from '../../inventory/administrators.ts';
import { canHaveHardwareMfa, isHardware, mfaKind } from '../../inventory/mfa-devices.ts';
import { USER_RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { dedented } from '../fix/dedented.ts';

/** Any of a user's devices signs in, so one that is no hardware is one too many. */
export const userAdminHardwareMfa = defineCheck({
  id: 'user-admin-hardware-mfa',
  title: 'Administrators with a password sign in with hardware MFA only',
  practice: 3,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ESCALATION_READS,
  changedBy: [...USER_RIGHT_CHANGES, 'iam:DeactivateMFADevice', 'iam:EnableMFADevice'],
  controls: [],
  equivalents: ['prowler:iam_user_hardware_mfa_enabled'],
  rationale:
    "An administrator is worth a targeted attack, and codes of a virtual device can be phished; a security key's answer cannot.",
  remediation:
    'Assign security keys (FIDO2) or hardware tokens to the user, then remove its virtual devices.',
  fix: {
    cli: dedented(`
      # This is for a hardware token. FIDO2 security keys are assigned in the console
      aws iam enable-mfa-device --user-name {id} --serial-number <TOKEN-SERIAL-NUMBER> --authentication-code1 <CODE-1> --authentication-code2 <CODE-2>
      # Then, for each device of these that is virtual
      aws iam list-mfa-devices --user-name {id}
      aws iam deactivate-mfa-device --user-name {id} --serial-number <VIRTUAL-DEVICE-ARN>`),
    terraform: null,
  },
  evaluate(user, { inventory, asOf }) {
    const { id, loginProfile, mfaDevices } = user;
    if (!canHaveHardwareMfa(user)) return notApplicable();
    const administrator = administratorBy(inventory, user, asOf);
    if (administrator.status === 'read' && administrator.value === null) return notApplicable();
    if (loginProfile.status === 'read' && !loginProfile.value) return notApplicable();
    if (
      [administrator, loginProfile].some((each) => each.status === 'unread') ||
      mfaDevices.status === 'unread'
    )
      return unknown([administrator, loginProfile, mfaDevices]);
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
