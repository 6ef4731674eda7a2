import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { LoadBalancer } from '../../model/resources/load-balancing.ts';
import type { ScalingScenario } from '../../model/simulation.ts';
import type { AbsorbableSurge } from '../../scaling/absorbable-surge.ts';
import { canonical, frontedDomains } from '../front-domains.ts';
import type { Inventory } from '../inventory.ts';
import { listenersOf } from '../listeners-of.ts';
import { webAclsOf } from '../web-acls-of.ts';
import { surgeRemedies } from './surge-remedies.ts';

/** What would cut a surge before the group has to absorb it. */
export interface SurgeAlternative {
  readonly kind:
    | 'waf-rate-rule'
    | 'cloudfront'
    | 'shield'
    | 'security-groups'
    | 'network-acls'
    | 'load-balancer';
  /** With what is there today, and figures from simulations where there are any. */
  readonly says: string;
  readonly docs: string;
}

/**
 * Where more instances are no option: by what stands in front of the group. Figures, where the group does not absorb the
 * load, rest on the most that it absorbs as it is, which is simulated.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/best-practices-for-ddos-mitigation.html
 */
export function surgeAlternatives(
  inventory: Inventory,
  group: AutoScalingGroup,
  scenario: ScalingScenario,
): readonly SurgeAlternative[] {
  const balancer = balancerOf(inventory, group);
  const { absorbable: found } = surgeRemedies(inventory, scenario);
  const absorbable = found && found.most < found.surge ? found : null;
  return [
    rateRule(inventory, balancer, absorbable),
    cloudFront(inventory, balancer, absorbable),
    shield(inventory, group, balancer),
    securityGroups(inventory, balancer),
    networkAcls(),
    packets(scenario),
  ];
}

/** Null: the group has none, or it was not read. */
function balancerOf(inventory: Inventory, { targetGroupArns }: AutoScalingGroup): LoadBalancer | null {
  for (const arn of targetGroupArns) {
    const target = inventory.byArn('AWS::ElasticLoadBalancingV2::TargetGroup', arn);
    const [of] = target.status === 'read' ? (target.value?.loadBalancerArns ?? []) : [];
    if (of === undefined) continue;
    const balancer = inventory.byArn('AWS::ElasticLoadBalancingV2::LoadBalancer', of);
    if (balancer.status === 'read' && balancer.value) return balancer.value;
  }
  return null;
}

/** For the figures where no rule says otherwise: requests of an address in five minutes. */
const EXAMPLE = { limit: 2000, seconds: 300 };

const WAF_DOCS =
  'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html';

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-caveats.html */
const LATE =
  'It is noticed mostly within 30 seconds, at times only after minutes; what came until then has passed.';

function rateRule(
  inventory: Inventory,
  balancer: LoadBalancer | null,
  absorbable: AbsorbableSurge | null,
): SurgeAlternative {
  const says = (text: string): SurgeAlternative => ({ kind: 'waf-rate-rule', says: text, docs: WAF_DOCS });
  if (balancer?.loadBalancerType !== 'application') {
    return says(
      'AWS WAF, whose rate-based rules block addresses that send too much, protects Application Load Balancers and CloudFront: the group is behind neither.',
    );
  }
  const { found, missing } = webAclsOf(inventory, balancer);
  const [acl] = found;
  const detail = acl?.detail.status === 'read' ? acl.detail.value : null;
  const own = detail?.rules.find(
    ({ rateLimit, action, appliesTo }) =>
      rateLimit !== null && action === 'block' && appliesTo === 'all-requests',
  );
  const limit = own?.rateLimit ?? EXAMPLE.limit;
  const seconds = own ? (own.evaluationWindowSec ?? EXAMPLE.seconds) : EXAMPLE.seconds;
  const rule = `blocks an address above ${limit} requests in ${seconds} seconds`;
  const figures = absorbable ? ` ${ratedFigures(absorbable, limit / seconds)}` : '';
  if (own) return says(`The web ACL of ${balancer.id} has a rule that ${rule}. ${LATE}${figures}`);
  const doubt = missing.length > 0 || acl?.detail.status === 'unread';
  const today = doubt
    ? `Whether ${balancer.id} has a rate-based rule was not read`
    : acl
      ? `The web ACL of ${balancer.id} has no rate-based rule that blocks`
      : `${balancer.id} has no web ACL`;
  return says(
    `${today}. A rate-based rule that ${rule} would cut a flood to that of each address. ${LATE}${figures}`,
  );
}

/** A flood comes from so many addresses as hold its rate below the limit, or it is cut. */
function ratedFigures({ surge, most }: AbsorbableSurge, ofAddress: number): string {
  const addresses = Math.floor(most / ofAddress);
  return `The group as it is absorbs ${whole(most)} of the ${whole(surge)} requests a second (simulated): what ${whole(addresses)} addresses send at that limit; 1,000 addresses would send up to ${whole(Math.min(surge, 1000 * ofAddress))} a second.`;
}

function cloudFront(
  inventory: Inventory,
  balancer: LoadBalancer | null,
  absorbable: AbsorbableSurge | null,
): SurgeAlternative {
  const [distribution] =
    frontedDomains(inventory).distributionsByDomain.get(canonical(balancer?.dnsName ?? '')) ?? [];
  const today = distribution
    ? `CloudFront distribution ${distribution} stands in front.`
    : inventory.gaps('AWS::CloudFront::Distribution').length > 0
      ? 'Whether CloudFront stands in front was not read.'
      : 'No CloudFront stands in front: it would take the flood in all its places and pass on whole HTTP requests alone.';
  const figures = absorbable ? ` ${cachedFigures(absorbable)}` : '';
  return {
    kind: 'cloudfront',
    says: `${today}${figures}`,
    docs: 'https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/application-layer-defense-bp1-bp2.html',
  };
}

function cachedFigures({ surge, most }: AbsorbableSurge): string {
  const share = Math.ceil(100 * (1 - most / surge));
  return `Answering ${share} % of the surge from its cache would leave ${whole(most)} requests a second, which the group as it is absorbs (simulated).`;
}

/** https://aws.amazon.com/shield/pricing/ tells of cost protection. */
function shield(
  inventory: Inventory,
  { account }: AutoScalingGroup,
  balancer: LoadBalancer | null,
): SurgeAlternative {
  const subscription = inventory.of('AWS::Shield::Subscription').find((each) => each.account === account);
  const protectedArns =
    subscription?.protectedResourceArns.status === 'read' ? subscription.protectedResourceArns.value : null;
  const advanced =
    subscription === undefined || (subscription.state === 'ACTIVE' && protectedArns === null)
      ? 'whether Shield Advanced protects the load balancer was not read'
      : subscription.state === 'ACTIVE' && balancer !== null && protectedArns?.includes(balancer.arn)
        ? `Shield Advanced protects ${balancer.id}`
        : 'Shield Advanced, which mitigates floods of requests by itself, brings its response team and refunds the scaling, protects no load balancer of the group';
  return {
    kind: 'shield',
    says: `Shield Standard, which everybody has, stops common floods of packets; ${advanced}.`,
    docs: 'https://docs.aws.amazon.com/waf/latest/developerguide/ddos-overview.html',
  };
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html */
function securityGroups(inventory: Inventory, balancer: LoadBalancer | null): SurgeAlternative {
  const only =
    'A security group knows no rates; it stops a flood that does not come by CloudFront where it admits the prefix list com.amazonaws.global.cloudfront.origin-facing alone';
  const open = balancer ? openPorts(inventory, balancer) : [];
  const today =
    balancer && open.length > 0
      ? `: those of ${balancer.id} admit every address at ${open.join(', ')}.`
      : balancer
        ? '.'
        : ', and the group has no load balancer to hide behind.';
  return {
    kind: 'security-groups',
    says: `${only}${today}`,
    docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html',
  };
}

const EVERYBODY: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/** Of its listeners, those that its groups admit the whole internet to. */
function openPorts(inventory: Inventory, balancer: LoadBalancer): readonly number[] {
  const { account, region, securityGroupIds } = balancer;
  const rules = securityGroupIds.flatMap((id) => {
    const group = inventory.byId('AWS::EC2::SecurityGroup', id, { account, region });
    return group.status === 'read' ? (group.value?.ingress ?? []) : [];
  });
  const ports = listenersOf(inventory, balancer.arn).flatMap(({ port }) => port ?? []);
  const open = ports.filter((port) =>
    rules.some(
      ({ peer, protocol, fromPort, toPort }) =>
        (peer.kind === 'ipv4' || peer.kind === 'ipv6') &&
        EVERYBODY.has(peer.cidr) &&
        (protocol === '-1' || (protocol === 'tcp' && (fromPort ?? 0) <= port && port <= (toPort ?? 65_535))),
    ),
  );
  return [...new Set(open)].toSorted((a, b) => a - b);
}

function networkAcls(): SurgeAlternative {
  return {
    kind: 'network-acls',
    says: 'A network ACL holds 20 rules each way, on request 40: it can block a few ranges that are known to send the flood, and never thousands of addresses.',
    docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  };
}

function packets({ group: { loadBalancer } }: ScalingScenario): SurgeAlternative {
  const passesUdp = loadBalancer?.protocols.some((each) => ['UDP', 'TCP_UDP', 'QUIC'].includes(each)) ?? true;
  const says =
    loadBalancer === null || loadBalancer.type === 'gateway'
      ? 'Nothing in front of the group ends connections: SYN and UDP floods reach the instances. An Application Load Balancer would stop both.'
      : passesUdp
        ? 'The load balancer stops SYN floods, and passes UDP floods to its UDP listeners.'
        : 'The load balancer stops SYN and UDP floods: it passes whole connections of its listeners alone.';
  return {
    kind: 'load-balancer',
    says,
    docs: 'https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/elastic-load-balancing-bp6.html',
  };
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
