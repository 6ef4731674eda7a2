import { parseArn } from '../model/arn.ts';
import { type Unread, unread } from '../model/reading.ts';
import type { MfaDevice, User, VirtualMfaDevice } from '../model/resources/iam.ts';

export type MfaKind = 'virtual' | 'security-key' | 'hardware-token' | 'sms';

/**
 * Told by the serial number: a hardware token has its maker's, all others an ARN. A passkey counts as a security key:
 * AWS lists the two alike, and both resist phishing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_checking-status.html
 */
export function mfaKind({ serialNumber }: MfaDevice): MfaKind {
  const resource = /^arn:[^:]+:iam::[^:]*:([^/]+)/.exec(serialNumber)?.[1];
  if (resource === undefined) return 'hardware-token';
  if (resource === 'u2f') return 'security-key';
  return resource === 'sms-mfa' ? 'sms' : 'virtual';
}

export function isHardware(device: MfaDevice): boolean {
  const kind = mfaKind(device);
  return kind === 'security-key' || kind === 'hardware-token';
}

/**
 * IAM in China offers virtual devices only.
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam.html#feature-diff
 */
export function canHaveHardwareMfa({ arn }: User): boolean {
  return parseArn(arn)?.partition !== 'aws-cn';
}

/** Of a virtual device that AWS shows as enabled without a user: it is somebody's, perhaps the root user's. */
export function ownerNotTold({ serialNumber }: VirtualMfaDevice): Unread {
  return unread('iam:ListVirtualMFADevices', `OwnerNotTold: ${serialNumber} is enabled for a user not named`);
}
