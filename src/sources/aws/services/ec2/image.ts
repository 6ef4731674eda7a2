import type {
  DescribeImageAttributeCommandOutput,
  LaunchPermission,
  Image as SdkImage,
} from '@aws-sdk/client-ec2';
import { mapReading, read } from '../../../../model/reading.ts';
import type { Image } from '../../../../model/resources/ec2.ts';
import { defineCollector, eachListed, readIfWanted, type ServiceApi } from '../../collector.ts';
import { isoTime, tagsOf } from '../../mapping.ts';

const PERMISSIONS = 'ec2:DescribeImageAttribute';

/**
 * The account's own images; a file of `aws ec2 describe-images` may hold others' too. The list tells which are public; with whom a private one is shared only a call per
 * image tells (`ExecutableUsers` finds the images of a given account, not the accounts of an image).
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageAttribute.html
 */
const images = defineCollector({
  type: 'AWS::EC2::Image',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeImages', PERMISSIONS],
  onDemand: [PERMISSIONS],
  async collect(api) {
    const input = { Owners: ['self'], IncludeDeprecated: true, MaxResults: 1000 };
    const { items, gap } = await api.list<SdkImage>('DescribeImages', input, 'Images');
    const own = items.filter(({ OwnerId = api.account }) => OwnerId === api.account);
    return eachListed(api, { items: own, gap }, (image) => toImage(api, image));
  },
});

async function toImage(api: ServiceApi, image: SdkImage): Promise<Image> {
  const id = image.ImageId ?? '';
  return {
    type: 'AWS::EC2::Image',
    account: api.account,
    region: api.region,
    arn: api.arn('ec2', `image/${id}`, { account: '' }),
    id,
    ...(image.Name ? { name: image.Name } : {}),
    tags: tagsOf(image.Tags),
    creationDate: isoTime(image.CreationDate),
    public: image.Public ?? false,
    state: image.State ?? '',
    imdsSupport: image.ImdsSupport ?? null,
    snapshotIds: (image.BlockDeviceMappings ?? []).flatMap((device) => device.Ebs?.SnapshotId ?? []),
    launchPermissions: image.Public ? read(['all']) : await launchPermissionsOf(api, id),
  };
}

async function launchPermissionsOf(api: ServiceApi, ImageId: string): Promise<Image['launchPermissions']> {
  const input = { ImageId, Attribute: 'launchPermission' };
  const answer = await readIfWanted<DescribeImageAttributeCommandOutput>(api, PERMISSIONS, input);
  return mapReading(answer, (output) => (output?.LaunchPermissions ?? []).flatMap(granteeOf));
}

function granteeOf(permission: LaunchPermission): string | [] {
  const { Group, UserId, OrganizationArn, OrganizationalUnitArn } = permission;
  return Group ?? UserId ?? OrganizationArn ?? OrganizationalUnitArn ?? [];
}

export const collectors = [images];
