import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Ec2AccountDefaults, Vpc } from '../../src/model/resources/ec2.ts';
import { type FilterVerdict, PASS } from './journey.ts';
import { allOf, homeOf, isWhole } from './lookup.ts';
import type { Answer } from './rule-match.ts';

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
    return isExcluded(defaults, vpc, subnetId, false) === 'yes' ? PASS : unsure(vpc);
  if (options.value === null || options.value.internetGatewayBlockMode === 'off') return PASS;
  const { internetGatewayBlockMode: mode, exclusionsAllowed } = options.value;
  if (mode === 'block-ingress' && isOutboundOnly) return PASS;
  const excluded = isExcluded(defaults, vpc, subnetId, isOutboundOnly);
  // Of exclusions that are there and not allowed the documentation says nothing.
  if (excluded === 'perhaps' || (excluded === 'yes' && exclusionsAllowed === 'not-allowed'))
    return unsure(vpc);
  if (excluded === 'yes') return PASS;
  const why = `VPC Block Public Access (${mode}) of ${home.account} in ${home.region} blocks it`;
  return { verdict: 'stop', cause: 'block public access', why };
}

function unsure(vpc: Vpc): FilterVerdict {
  const why = `VPC Block Public Access of ${vpc.ownerId} in ${vpc.region} was not read`;
  return { verdict: 'perhaps', cause: 'block public access', why };
}

/**
 * Of the VPC or of the subnet, in both directions or for what goes out alone:
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html#security-vpc-bpa-exclusions. Whether one
 * that is being made, changed or taken away is in force is not said.
 */
function isExcluded(
  defaults: Ec2AccountDefaults,
  vpc: Vpc,
  subnetId: string | null,
  isOutboundOnly: boolean,
): Answer {
  const reading = defaults.vpcBlockPublicAccessExclusions;
  if (reading.status === 'unread') return 'perhaps';
  const states = reading.value
    .filter(
      ({ resourceArn, internetGatewayExclusionMode: mode }) =>
        (mode === 'allow-bidirectional' || isOutboundOnly) &&
        (resourceArn.endsWith(`:vpc/${vpc.id}`) ||
          (subnetId !== null && resourceArn.endsWith(`:subnet/${subnetId}`))),
    )
    .map((each) => each.state);
  if (states.some((each) => IN_FORCE.has(each))) return 'yes';
  return states.every((each) => NOT_IN_FORCE.has(each)) ? 'no' : 'perhaps';
}
