import { ownerNotTold } from '../../inventory/mfa-devices.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_VirtualMFADevice.html */
export const mfaVirtualDevicesAssigned = defineCheck({
  id: 'mfa-virtual-devices-assigned',
  title: 'Virtual MFA devices belong to somebody',
  practice: 3,
  severity: 'low',
  resource: 'AWS::IAM::VirtualMFADevice',
  reads: ['iam:ListVirtualMFADevices'],
  changedBy: ['iam:CreateVirtualMFADevice', 'iam:DeactivateMFADevice'],
  controls: [],
  equivalents: [],
  rationale:
    'A device that was made and never assigned leaves a known secret behind, and often a user whose MFA setup broke off.',
  remediation: 'Delete the device; whoever meant to have it sets MFA up anew.',
  fix: {
    cli: 'aws iam delete-virtual-mfa-device --serial-number {arn}',
    terraform:
      '# Where Terraform made it, delete the aws_iam_virtual_mfa_device of {arn} from the configuration',
  },
  evaluate(device) {
    const { serialNumber, userArn, enableDate } = device;
    const evidence = { serialNumber, userArn, enableDate };
    if (userArn) return pass(`${serialNumber} belongs to ${userArn}.`, evidence);
    return enableDate === null
      ? fail(`${serialNumber} is assigned to nobody.`, evidence)
      : unknown(ownerNotTold(device), evidence);
  },
});
