import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Ec2AccountDefaults, Vpc } from '../../src/model/resources/ec2.ts';
import { type FilterVerdict, PASS } from './journey.ts';
import { allOf, homeOf, isWhole } from './lookup.ts';

const IN_FORCE = new Set(['create-complete', 'update-complete']);
const NOT_IN_FORCE = new Set(['create-failed', 'delete-complete', 'disable-complete']);

/**
 * "Block resources in VPCs and subnets that you own in a Region from reaching or being reached from the internet through
 * internet gateways and egress-only internet gateways": https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html.
 * `isOutboundOnly`: by a NAT gateway or an egress-only gateway, which alone the ingress-only mode and an exclusion for
 * egress allow: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-example.html (scenarios 3 and 6).
 */
export function blockPublicAccess(
  facts: NetworkFacts,
  vpc: Vpc,
  subnetId: string | null,
  isOutboundOnly: boolean,
): FilterVerdict {
  const home = homeOf(vpc);
  const defaults = allOf(facts, 'AWS::EC2::AccountDefaults').find(
    (each) => each.account === home.account && each.region === home.region,
  );
  if (!defaults) return isWhole(facts, 'AWS::EC2::AccountDefaults', home) ? PASS : unsure(vpc);
  const options = defaults.vpcBlockPublicAccess;
  // A mode that was not read blocks nothing that is excluded from any.
  if (options.status === 'unread')
    return exclusions(defaults, vpc, subnetId).modes.includes('allow-bidirectional') ? PASS : unsure(vpc);
  if (options.value === null || options.value.internetGatewayBlockMode === 'off') return PASS;
  const { internetGatewayBlockMode: mode, exclusionsAllowed } = options.value;
  const excluded = exclusionsAllowed === 'not-allowed' ? NO_EXCLUSIONS : exclusions(defaults, vpc, subnetId);
  if (excluded.modes.includes('allow-bidirectional')) return PASS;
  const isEgressAllowed = mode === 'block-ingress' || excluded.modes.includes('allow-egress');
  if (isOutboundOnly && isEgressAllowed) return PASS;
  if (excluded.isUnsure) return unsure(vpc);
  const why = `VPC Block Public Access (${mode}) of ${home.account} in ${home.region} blocks it`;
  return { verdict: 'stop', cause: 'block public access', why };
}

function unsure(vpc: Vpc): FilterVerdict {
  const why = `VPC Block Public Access of ${vpc.ownerId} in ${vpc.region} was not read`;
  return { verdict: 'perhaps', cause: 'block public access', why };
}

interface Exclusions {
  readonly modes: readonly string[];
  readonly isUnsure: boolean;
}

const NO_EXCLUSIONS: Exclusions = { modes: [], isUnsure: false };

/** Of the VPC or of the subnet: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html#security-vpc-bpa-exclusions */
function exclusions(defaults: Ec2AccountDefaults, vpc: Vpc, subnetId: string | null): Exclusions {
  const reading = defaults.vpcBlockPublicAccessExclusions;
  if (reading.status === 'unread') return { modes: [], isUnsure: true };
  const ours = reading.value.filter(
    ({ resourceArn }) =>
      resourceArn.endsWith(`:vpc/${vpc.id}`) ||
      (subnetId !== null && resourceArn.endsWith(`:subnet/${subnetId}`)),
  );
  return {
    modes: ours.filter((each) => IN_FORCE.has(each.state)).map((each) => each.internetGatewayExclusionMode),
    isUnsure: ours.some((each) => !IN_FORCE.has(each.state) && !NOT_IN_FORCE.has(each.state)),
  };
}
