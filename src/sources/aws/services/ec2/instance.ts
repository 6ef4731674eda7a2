import type { InstanceAttribute, Reservation, Instance as SdkInstance } from '@aws-sdk/client-ec2';
import { mapReading } from '../../../../model/reading.ts';
import type { Instance, MetadataOptions } from '../../../../model/resources/ec2.ts';
import { scanUserData } from '../../../credential-scan/credential-scan.ts';
import { defineCollector, eachListed, readIfWanted, type ServiceApi } from '../../collector.ts';
import { isoTime, nameOf, tagsOf } from '../../mapping.ts';

const USER_DATA = 'ec2:DescribeInstanceAttribute';

/** They serve nothing any more, and stay listed for an hour. */
const ENDED = new Set<string | undefined>(['shutting-down', 'terminated']);

/**
 * User data has no batch call. Instances that a service manages (EKS Auto Mode …) are hidden unless asked for.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
 */
const instances = defineCollector({
  type: 'AWS::EC2::Instance',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeInstances', USER_DATA],
  onDemand: [USER_DATA],
  async collect(api) {
    const input = { IncludeManagedResources: true, MaxResults: 1000 };
    const listed = await api.list<Reservation>('DescribeInstances', input, 'Reservations');
    const items = listed.items
      .flatMap((reservation) => reservation.Instances ?? [])
      .filter((instance) => !ENDED.has(instance.State?.Name));
    return eachListed(api, { items, gap: listed.gap }, (instance) => toInstance(api, instance));
  },
});

async function toInstance(api: ServiceApi, instance: SdkInstance): Promise<Instance> {
  const id = instance.InstanceId ?? '';
  const tags = tagsOf(instance.Tags);
  return {
    type: 'AWS::EC2::Instance',
    account: api.account,
    region: api.region,
    arn: api.arn('ec2', `instance/${id}`),
    id,
    ...nameOf(tags),
    tags,
    ...propertiesOf(instance),
    userData: await userDataOf(api, id),
  };
}

type Properties = Omit<Instance, 'type' | 'account' | 'region' | 'arn' | 'id' | 'name' | 'tags' | 'userData'>;

function propertiesOf(instance: SdkInstance): Properties {
  return {
    state: instance.State?.Name ?? 'pending',
    imageId: instance.ImageId ?? null,
    instanceType: instance.InstanceType ?? '',
    instanceLifecycle: instance.InstanceLifecycle ?? null,
    tenancy: instance.Placement?.Tenancy ?? null,
    keyName: instance.KeyName ?? null,
    launchTime: isoTime(instance.LaunchTime),
    vpcId: instance.VpcId || null,
    subnetId: instance.SubnetId || null,
    privateIpAddress: instance.PrivateIpAddress || null,
    publicIpAddress: instance.PublicIpAddress || null,
    iamInstanceProfileArn: instance.IamInstanceProfile?.Arn ?? null,
    metadataOptions: metadataOptionsOf(instance.MetadataOptions),
    securityGroupIds: (instance.SecurityGroups ?? []).flatMap((group) => group.GroupId ?? []),
    networkInterfaceIds: (instance.NetworkInterfaces ?? []).flatMap((each) => each.NetworkInterfaceId ?? []),
    monitoring: instance.Monitoring?.State ?? null,
  };
}

/** Null without the two settings that decide: they have no value to fall back on. */
function metadataOptionsOf(options: SdkInstance['MetadataOptions']): MetadataOptions | null {
  if (!options?.HttpTokens || !options.HttpEndpoint) return null;
  return {
    httpTokens: options.HttpTokens,
    httpEndpoint: options.HttpEndpoint,
    httpPutResponseHopLimit: options.HttpPutResponseHopLimit ?? null,
    httpProtocolIpv6: options.HttpProtocolIpv6 ?? null,
  };
}

async function userDataOf(api: ServiceApi, InstanceId: string): Promise<Instance['userData']> {
  const input = { InstanceId, Attribute: 'userData' };
  const answer = await readIfWanted<InstanceAttribute>(api, USER_DATA, input);
  return mapReading(answer, (output) => scanUserData(output?.UserData?.Value));
}

export const collectors = [instances];
