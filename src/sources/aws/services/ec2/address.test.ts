import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './address.ts';

const [addresses] = collectors;

test('an address in use, and one that is not', async () => {
  const Addresses = [
    {
      AllocationId: 'eipalloc-1',
      PublicIp: '198.51.100.1',
      PrivateIpAddress: '10.0.0.10',
      NetworkInterfaceId: 'eni-1',
      InstanceId: 'i-1',
      Domain: 'vpc',
    },
    { AllocationId: 'eipalloc-2', PublicIp: '198.51.100.2', InstanceId: '', Domain: 'vpc' },
  ];
  const api = apiOf('ec2', { DescribeAddresses: { Addresses } });
  const place = { type: 'AWS::EC2::EIP', account: '111122223333', region: 'us-east-1', tags: {} };
  expect((await addresses?.collect(api))?.resources).toEqual([
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:elastic-ip/eipalloc-1',
      id: 'eipalloc-1',
      publicIp: '198.51.100.1',
      privateIpAddress: '10.0.0.10',
      networkInterfaceId: 'eni-1',
      instanceId: 'i-1',
    },
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:elastic-ip/eipalloc-2',
      id: 'eipalloc-2',
      publicIp: '198.51.100.2',
      privateIpAddress: null,
      networkInterfaceId: null,
      instanceId: null,
    },
  ]);
  expect(api.calls).toEqual(['ec2:DescribeAddresses {}']);
});
