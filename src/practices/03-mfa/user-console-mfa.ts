import { mfaKind } from '../../inventory/mfa-devices.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { MFA_DEVICE_FIX } from '../fix/mfa-device-fix.ts';

export const userConsoleMfa = defineCheck({
  id: 'user-console-mfa',
  title: 'Users with a password have MFA',
  practice: 3,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:GetLoginProfile', 'iam:ListMFADevices'],
  changedBy: ['iam:CreateLoginProfile', 'iam:DeactivateMFADevice'],
  controls: [
    'cis-aws-1.4.0:1.10',
    'cis-aws-1.5.0:1.10',
    'cis-aws-2.0.0:1.10',
    'cis-aws-3.0.0:1.10',
    'cis-aws-4.0.0:1.10',
    'cis-aws-5.0.0:1.9',
    'cis-aws-6.0.0:2.9',
    'cis-aws-7.0.0:2.10',
    'aws-fsbp:IAM.5',
    'aws-fsbp:IAM.19',
    'nist-800-53-r5:IA-2(2)',
    'nist-800-53-r5:IA-2(6)',
    'nist-800-53-r5:IA-2(6)(a)',
    'nist-800-53-r5:IA-2(8)',
    'nist-csf-2.0:PR.AA-03',
    'pci-dss-4.0:8.4.2',
    'pci-dss-4.0:8.4.3',
    'iso-27001-2022:A.8.5',
    'soc-2:CC6.1',
    'hipaa:164.312(d)',
  ],
  equivalents: ['prowler:iam_user_mfa_enabled_console_access', 'config:mfa-enabled-for-iam-console-access'],
  rationale:
    'A password that was reused, guessed or phished opens the console with all that the user may do.',
  remediation: 'Let the user assign an MFA device, and deny everything else until it is used.',
  fix: MFA_DEVICE_FIX,
  evaluate(user, _context) {
    const { id, loginProfile, mfaDevices } = user;
    if (loginProfile.status === 'read' && !loginProfile.value) return notApplicable();
    if (loginProfile.status === 'unread' || mfaDevices.status === 'unread')
      return unknown([loginProfile, mfaDevices]);
    const devices = mfaDevices.value.map((device) => ({
      serialNumber: device.serialNumber,
      kind: mfaKind(device),
    }));
    return devices.length > 0
      ? pass(`${id} has a password and ${counted(devices.length, 'MFA device')}.`, { mfaDevices: devices })
      : fail(`${id} has a password but no MFA device.`, { mfaDevices: [] });
  },
});
