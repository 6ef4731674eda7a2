import type { Address } from '@aws-sdk/client-ec2';
import type { ElasticIp } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource } from '../../ec2-resource.ts';

/** AWS gives all addresses in one answer. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddresses.html */
const addresses = defineCollector({
  type: 'AWS::EC2::EIP',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeAddresses'],
  async collect(api) {
    const listed = await api.list<Address>('DescribeAddresses', {}, 'Addresses');
    return mapListed(listed, (address) => toElasticIp(api, address));
  },
});

function toElasticIp(api: ServiceApi, address: Address): ElasticIp {
  const publicIp = address.PublicIp ?? address.CarrierIp ?? address.CustomerOwnedIp ?? '';
  const id = address.AllocationId ?? publicIp;
  return {
    ...ec2Resource(api, 'AWS::EC2::EIP', 'elastic-ip', id, { tags: address.Tags }),
    publicIp,
    privateIpAddress: address.PrivateIpAddress ?? null,
    networkInterfaceId: address.NetworkInterfaceId ?? null,
    instanceId: address.InstanceId || null,
  };
}

export const collectors = [addresses];
