import { labRegions } from '../accounts.ts';
import { everyRegion, forEach, type OverlayContext } from './context.ts';
import type { Members, OverlayRecord, PerAccount, Place } from './overlay.ts';

const place = (operation: string): Place => ({ service: 'ec2', operation, reason: 'moto lacks the call' });

type Defaults = Readonly<Record<'metadata' | 'snapshots' | 'images', Members>>;

const good: Defaults = {
  metadata: { AccountLevel: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' } },
  snapshots: { State: 'block-all-sharing', ManagedBy: 'account' },
  images: { ImageBlockPublicAccessState: 'block-new-sharing', ManagedBy: 'account' },
};

const defaults: PerAccount<Defaults> = {
  // flaws: ec2-imds-account-default; nothing stops ebs-snapshot-not-public and ami-not-public
  flawed: {
    metadata: { AccountLevel: {} },
    snapshots: { State: 'unblocked', ManagedBy: 'account' },
    images: { ImageBlockPublicAccessState: 'unblocked', ManagedBy: 'account' },
  },
  hardened: good,
  'log-archive': good,
};

/** The account's settings in every region, and what each VPC and image is asked for. */
export async function ec2Records(context: OverlayContext): Promise<OverlayRecord[]> {
  const { account, name } = context;
  const { metadata, snapshots, images } = defaults[name];
  const options = (region: string): Members => ({
    VpcBlockPublicAccessOptions: {
      AwsAccountId: account.id,
      AwsRegion: region,
      State: 'default-state',
      InternetGatewayBlockMode: 'off',
      ManagedBy: 'account',
      ExclusionsAllowed: 'allowed',
    },
  });
  return [
    ...everyRegion(context, place('GetInstanceMetadataDefaults'), {}, () => metadata),
    ...everyRegion(context, place('GetSnapshotBlockPublicAccessState'), {}, () => snapshots),
    ...everyRegion(context, place('GetImageBlockPublicAccessState'), {}, () => images),
    ...everyRegion(context, place('DescribeVpcBlockPublicAccessOptions'), {}, options),
    ...everyRegion(context, place('DescribeVpcBlockPublicAccessExclusions'), {}, () => ({
      VpcBlockPublicAccessExclusions: [],
    })),
    ...everyRegion(context, place('DescribeSecurityGroupVpcAssociations'), {}, () => ({
      SecurityGroupVpcAssociations: [],
    })),
    ...(await staleGroups(context)),
    ...(await imagePermissions(context)),
  ];
}

/** flaw: security-group-stale-reference (fleet-api names a group that was deleted in the peered depot VPC). */
async function staleGroups(context: OverlayContext): Promise<OverlayRecord[]> {
  const home = context.account.region(labRegions[0]).ec2;
  const { SecurityGroups = [] } = await home.describeSecurityGroups({});
  const fleet = SecurityGroups.find((group) => group.GroupName === 'fleet-api');
  const stale = {
    GroupId: fleet?.GroupId,
    GroupName: 'fleet-api',
    VpcId: fleet?.VpcId,
    Description: 'fleet-api',
    StaleIpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 8443,
        ToPort: 8443,
        UserIdGroupPairs: [{ GroupId: 'sg-0dead00dead00dead' }],
      },
    ],
    StaleIpPermissionsEgress: [],
  };
  return forEach(
    context,
    place('DescribeStaleSecurityGroups'),
    async ({ ec2 }) => (await ec2.describeVpcs({})).Vpcs ?? [],
    ({ VpcId }) => ({
      input: { VpcId },
      output: { StaleSecurityGroupSet: fleet && fleet.VpcId === VpcId ? [stale] : [] },
    }),
  );
}

/** flaw: ami-not-public */
const imagePermissions = (context: OverlayContext): Promise<OverlayRecord[]> =>
  forEach(
    context,
    place('DescribeImageAttribute'),
    async ({ ec2 }) => (await ec2.describeImages({ Owners: ['self'] })).Images ?? [],
    ({ ImageId, Public }) => ({
      input: { ImageId, Attribute: 'launchPermission' },
      output: { ImageId, LaunchPermissions: Public ? [{ Group: 'all' }] : [] },
    }),
  );
