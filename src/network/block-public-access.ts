import { type Reading, read, unread } from '../model/reading.ts';
import type { Ec2AccountDefaults, Subnet, Vpc } from '../model/resources/ec2.ts';
import type { Network } from './network.ts';

/** How a packet passes between a VPC and the internet: gateways that only let connections out count apart. */
export type InternetWay = 'direct' | 'outbound-only';

/**
 * Whether VPC Block Public Access stops what passes between a subnet and the internet, unless the subnet or its VPC is
 * excluded. https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export function isBlocked(network: Network, vpc: Vpc, subnet: Subnet, way: InternetWay): Reading<boolean> {
  const answer = settingOf(network, vpc, subnet, way);
  return answer.status === 'unread' && network.assumesDefaults ? read(false) : answer;
}

type BlockOptions = Extract<Ec2AccountDefaults['vpcBlockPublicAccess'], { status: 'read' }>['value'];

function settingOf(network: Network, vpc: Vpc, subnet: Subnet, way: InternetWay): Reading<boolean> {
  const defaults = network.defaultsOf(vpc);
  if (defaults === null)
    return (
      network.gap('AWS::EC2::AccountDefaults', { account: vpc.ownerId, region: vpc.region }) ?? read(false)
    );
  const setting = defaults.vpcBlockPublicAccess;
  if (setting.status === 'unread') return setting;
  const mode = setting.value?.internetGatewayBlockMode ?? 'off';
  if (mode === 'off' || (mode === 'block-ingress' && way === 'outbound-only')) return read(false);
  return isShut(defaults, setting.value, vpc, subnet, way);
}

/** Unless an exclusion lets it pass. */
function isShut(
  { vpcBlockPublicAccessExclusions: exclusions }: Ec2AccountDefaults,
  options: BlockOptions,
  vpc: Vpc,
  subnet: Subnet,
  way: InternetWay,
): Reading<boolean> {
  if (exclusions.status === 'unread') return exclusions;
  const states = exclusions.value
    .filter(
      ({ resourceArn, internetGatewayExclusionMode: mode }) =>
        (resourceArn.endsWith(`/${vpc.id}`) || resourceArn.endsWith(`/${subnet.id}`)) &&
        (mode === 'allow-bidirectional' || way === 'outbound-only'),
    )
    .map(({ state }) => state)
    .filter((state) => !OVER.has(state));
  if (states.length > 0 && options?.exclusionsAllowed === 'not-allowed') {
    // What becomes of exclusions that were there before an organisation forbade them AWS does not say.
    const why = `Undefined: exclusions are not allowed, and one names ${vpc.id} or ${subnet.id}`;
    return unread('ec2:DescribeVpcBlockPublicAccessOptions', why);
  }
  if (states.length === 0 || states.some((state) => IN_FORCE.has(state))) return read(states.length === 0);
  const why = `Undefined: an exclusion of ${vpc.id} or ${subnet.id} is ${states.join(', ')}, and AWS does not say whether it is in force`;
  return unread('ec2:DescribeVpcBlockPublicAccessExclusions', why);
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessExclusion.html */
const IN_FORCE: ReadonlySet<string> = new Set(['create-complete', 'update-complete']);
const OVER: ReadonlySet<string> = new Set(['create-failed', 'delete-complete', 'disable-complete']);
