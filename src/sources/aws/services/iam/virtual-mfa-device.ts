import type { VirtualMFADevice as SdkDevice } from '@aws-sdk/client-iam';
import { arnName } from '../../../../model/arn.ts';
import type { VirtualMfaDevice } from '../../../../model/resources/iam.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { FULL_PAGE, iamResource, paged } from '../../iam-resource.ts';
import { isoTime } from '../../mapping.ts';

/** Assigned or not: AWS's default. */
const virtualMfaDevices = defineCollector({
  type: 'AWS::IAM::VirtualMFADevice',
  service: 'iam',
  scope: 'global',
  calls: ['iam:ListVirtualMFADevices'],
  async collect(api) {
    const listed = await api.list<SdkDevice>('ListVirtualMFADevices', FULL_PAGE, paged('VirtualMFADevices'));
    return mapListed(listed, (device) => toDevice(api, device));
  },
});

function toDevice(api: ServiceApi, device: SdkDevice): VirtualMfaDevice {
  const serialNumber = device.SerialNumber ?? '';
  const identity = { id: arnName(serialNumber), arn: serialNumber, path: 'mfa' };
  return {
    ...iamResource(api, 'AWS::IAM::VirtualMFADevice', identity),
    serialNumber,
    userArn: device.User?.Arn ?? null,
    enableDate: isoTime(device.EnableDate),
  };
}

export const collectors = [virtualMfaDevices];
