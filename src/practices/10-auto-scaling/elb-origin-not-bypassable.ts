import { cloudFrontOriginBlocks } from '../../inventory/cloudfront-origin-blocks.ts';
import { canonical, frontedDomains } from '../../inventory/front-domains.ts';
import {
  admittingRules,
  interfacesOfInstance,
  internetNetwork,
  type StrangersTraffic,
  strangersTraffic,
  trafficAtPort,
  witnessOf,
} from '../../inventory/internet-exposure.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { listenersOf } from '../../inventory/listeners-of.ts';
import { targetGroupsOf } from '../../inventory/target-groups-of.ts';
import { webAclsOf } from '../../inventory/web-acls-of.ts';
import { parsePrefix } from '../../model/address-range.ts';
import { eachOnce, type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { LoadBalancer, TargetGroup } from '../../model/resources/load-balancing.ts';
import type { Settings } from '../../model/settings.ts';
import { noneGetsThrough } from '../../network/intents/pair-verdict.ts';
import { familyOf, hosts, shownSides } from '../../network/intents/sides.ts';
import { balancerAt } from '../../network/load-balancer.ts';
import { TCP } from '../../network/protocol.ts';
import { REACHABILITY_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import {
  notKnown,
  packetEvidence,
  rulesEvidence,
  type ShownTraffic,
  shownEvidence,
  shownText,
} from '../exposure-evidence.ts';
import { EXPOSED_RULES_FIX } from '../fix/exposed-rules-fix.ts';
import { NETWORK_READS } from '../network-reads.ts';

/**
 * Two ways around: to the targets themselves, and, where CloudFront stands in front, to the load balancer. CloudFront's
 * own addresses, AWS's list of them, are no strangers.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
 */
export const elbOriginNotBypassable = defineCheck({
  id: 'elb-origin-not-bypassable',
  title: 'Strangers reach the origin neither around the load balancer nor around CloudFront',
  practice: 10,
  severity: 'high',
  resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  reads: [
    ...NETWORK_READS,
    'cloudfront:ListDistributions',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
    'wafv2:ListWebACLs',
    'wafv2:GetWebACL',
    'wafv2:ListResourcesForWebACL',
  ],
  changedBy: [...REACHABILITY_CHANGES, 'cloudfront:UpdateDistribution', 'wafv2:DisassociateWebACL'],
  controls: [
    'nist-800-53-r5:SC-7a',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.4.2',
    'iso-27001-2022:A.8.20',
    'soc-2:CC6.6',
  ],
  equivalents: [],
  rationale:
    'Web ACLs, rate limits and caches protect what comes through them: whoever asks the origin itself has none of them in the way.',
  remediation:
    "Admit the targets' port from the group of the load balancer alone, and to the load balancer only the prefix list com.amazonaws.global.cloudfront.origin-facing.",
  fix: EXPOSED_RULES_FIX,
  evaluate(balancer, { inventory, settings }) {
    if (balancer.scheme === 'internal' || balancer.loadBalancerType === 'gateway') return notApplicable();
    const targets = aroundBalancer(inventory, balancer, settings);
    const front = aroundCloudFront(inventory, balancer, settings);
    const open = [...targets.open, ...front.open];
    const evidence = {
      distributions: front.distributions,
      exposed: open.map(shownEvidence),
      rules: rulesEvidence(
        open.flatMap(({ at, traffic }) => admittingRules(inventory, at.exposure.networkInterface, [traffic])),
      ),
    };
    if (targets.open.length > 0)
      return fail(
        `Strangers reach targets of ${balancer.id} without it: ${shownText(targets.open)}.`,
        evidence,
      );
    const [distribution] = front.distributions;
    if (front.open.length > 0)
      return fail(
        `Strangers reach ${balancer.id} around CloudFront distribution ${distribution}: ${shownText(front.open)}.`,
        {
          ...evidence,
          around: front.around,
        },
      );
    const missing = [...targets.missing, ...front.missing];
    if (missing.length > 0) return unknown(eachOnce(missing), evidence);
    const fronted = distribution === undefined ? '' : `, and ${balancer.id} by CloudFront alone`;
    return pass(`Strangers reach the targets of ${balancer.id} by it alone${fronted}.`, evidence);
  },
});

interface WaysAround {
  readonly open: readonly ShownTraffic[];
  readonly missing: readonly Unread[];
}

/** Targets that answer strangers themselves, at the port that the load balancer uses. */
function aroundBalancer(inventory: Inventory, balancer: LoadBalancer, settings: Settings): WaysAround {
  const gaps = inventory.gaps('AWS::ElasticLoadBalancingV2::TargetGroup', balancer);
  const all = targetGroupsOf(inventory, balancer).flatMap((group) => targetsOf(inventory, group));
  const missing: Unread[] = [...gaps];
  const open: ShownTraffic[] = [];
  for (const { port, interfaces } of all) {
    if (interfaces.status === 'unread') missing.push(interfaces);
    else {
      const exposures = interfaces.value.flatMap((each) => strangersTraffic(inventory, each, settings));
      const found = exposures.flatMap((at) => {
        const traffic = trafficAtPort(at, port);
        return traffic ? [{ at, traffic, trace: witnessOf(inventory, at.exposure, traffic) }] : [];
      });
      open.push(...found.filter(({ trace }) => trace?.verdict === 'reachable'));
      missing.push(...notKnown(exposures, found));
    }
  }
  return { open, missing };
}

interface OriginTarget {
  readonly port: number;
  readonly interfaces: Reading<readonly NetworkInterface[]>;
}

const NO_INTERFACES = read([]);

function targetsOf(inventory: Inventory, group: TargetGroup): readonly OriginTarget[] {
  if (group.targets.status === 'unread') return [{ port: 0, interfaces: group.targets }];
  return group.targets.value.flatMap(({ id, port }) => {
    const own = port ?? group.port;
    return own === null ? [] : [{ port: own, interfaces: interfacesAt(inventory, group, id) }];
  });
}

/** An instance, or an address of the VPC; a function and another load balancer are none of both. */
function interfacesAt(
  inventory: Inventory,
  { targetType, account, region, vpcId }: TargetGroup,
  id: string,
): Reading<readonly NetworkInterface[]> {
  if (targetType === 'instance') {
    const instance = inventory.byId('AWS::EC2::Instance', id, { account, region });
    if (instance.status === 'unread') return instance;
    return instance.value ? interfacesOfInstance(inventory, instance.value) : NO_INTERFACES;
  }
  if (targetType !== 'ip') return NO_INTERFACES;
  const all = inventory.all('AWS::EC2::NetworkInterface', { account, region });
  if (all.status === 'unread') return all;
  const isAt = (each: NetworkInterface): boolean =>
    each.vpcId === vpcId &&
    (each.ipv6Addresses.includes(id) || each.privateIpAddresses.some((own) => own.privateIpAddress === id));
  return read(all.value.filter(isAt));
}

interface WaysAroundFront extends WaysAround {
  readonly distributions: readonly string[];
  readonly around: ReturnType<typeof packetEvidence> | null;
}

function aroundCloudFront(inventory: Inventory, balancer: LoadBalancer, settings: Settings): WaysAroundFront {
  const distributions =
    frontedDomains(inventory).distributionsByDomain.get(canonical(balancer.dnsName ?? '')) ?? [];
  const base = { distributions, around: null, open: [], missing: [] };
  const gaps = inventory.gaps('AWS::CloudFront::Distribution');
  if (distributions.length === 0) return { ...base, missing: gaps };
  const blocks = cloudFrontOriginBlocks(inventory, balancer);
  if (blocks.status === 'unread') return { ...base, missing: [blocks] };
  const nodes = nodesOf(inventory, balancer);
  if (nodes.status === 'unread') return { ...base, missing: [nodes] };
  const exposures = nodes.value.flatMap((each) => strangersTraffic(inventory, each, settings));
  const ports = listenersOf(inventory, balancer.arn).flatMap(({ port }) => port ?? []);
  const missing: Unread[] = notKnown(exposures, []).slice();
  for (const at of exposures)
    for (const port of ports) {
      const traffic = trafficAtPort(at, port);
      if (!traffic) continue;
      const verdict = othersReach(inventory, at.exposure.networkInterface, port, [
        ...blocks.value,
        ...officesOf(inventory, at, traffic, settings),
      ]);
      if (verdict.answer === 'unknown') missing.push(...verdict.missing);
      if (verdict.answer !== 'refuted' || !verdict.trace) continue;
      const doubts = [
        ...guardedByContent(inventory, balancer, port),
        ...(blocks.value.length === 0 && traffic.share < 0.5 ? [noList(balancer)] : []),
      ];
      if (doubts.length > 0) missing.push(...doubts);
      else
        return {
          ...base,
          open: [{ at, traffic, trace: verdict.trace }],
          around: packetEvidence(verdict.trace.forward.hops),
        };
    }
  return { ...base, missing };
}

/** CloudFront's addresses are far fewer than half of all: without AWS's list, those who get in may be its own. */
function noList({ region }: LoadBalancer): Unread {
  return unread(
    'ec2:DescribeManagedPrefixLists',
    `NotOffered: no list of CloudFront's addresses was found in ${region}`,
  );
}

/** Blocks that the groups admit and that are not wide: who is in them is no stranger. */
function officesOf(
  inventory: Inventory,
  { exposure: { networkInterface } }: StrangersTraffic,
  traffic: StrangersTraffic['traffic'][number],
  { widestPublicPrefix }: Settings,
): readonly string[] {
  const rules = admittingRules(inventory, networkInterface, [traffic]);
  return rules.flatMap(({ groupId, rule: { peer } }) => {
    const group = internetNetwork(inventory).find('AWS::EC2::SecurityGroup', groupId);
    if (peer.kind === 'group' || !group) return [];
    if (peer.kind !== 'prefix-list') return isNarrow(peer.cidr, widestPublicPrefix) ? [peer.cidr] : [];
    const cidrs = internetNetwork(inventory).cidrsOf(peer.prefixListId, group);
    return cidrs.status === 'read' ? cidrs.value.filter((each) => isNarrow(each, widestPublicPrefix)) : [];
  });
}

function isNarrow(cidr: string, widest: Settings['widestPublicPrefix']): boolean {
  const block = parsePrefix(cidr);
  return block !== null && block.bits.length >= widest[block.family];
}

function othersReach(inventory: Inventory, node: NetworkInterface, port: number, blocks: readonly string[]) {
  const network = internetNetwork(inventory);
  const [receiver] = shownSides(network, node);
  if (!receiver) return { answer: 'proved' } as const;
  const sender = hosts(familyOf(receiver), null, blocks);
  return noneGetsThrough(network, { sender, receiver }, [{ protocol: TCP, from: port, to: port }]);
}

function nodesOf(
  inventory: Inventory,
  { arn, account, region }: LoadBalancer,
): Reading<readonly NetworkInterface[]> {
  const all = inventory.all('AWS::EC2::NetworkInterface', { account, region });
  if (all.status === 'unread') return all;
  const network = internetNetwork(inventory);
  const isOwn = (each: NetworkInterface): boolean => {
    const found = balancerAt(network, each);
    return found.status === 'read' && found.value?.arn === arn;
  };
  return read(all.value.filter(isOwn));
}

/** A header that CloudFront alone adds may be asked for, by rules of the listener or a web ACL: what they ask is not read. */
function guardedByContent(inventory: Inventory, balancer: LoadBalancer, port: number): readonly Unread[] {
  const listeners = listenersOf(inventory, balancer.arn).filter((each) => each.port === port);
  const isRefusing = listeners.some(({ defaultActions }) =>
    defaultActions.some(({ type }) => type === 'fixed-response'),
  );
  const refused = unread(
    'elasticloadbalancing:DescribeRules',
    `NotOffered: port ${port} of ${balancer.id} answers what its rules ask for, maybe a header that CloudFront alone knows`,
  );
  const { found, missing } = webAclsOf(inventory, balancer);
  const blocking = found.flatMap(({ id, detail }) => {
    if (detail.status === 'unread') return [detail];
    return detail.value.defaultAction === 'block'
      ? [
          unread(
            'wafv2:GetWebACL',
            `NotOffered: web ACL ${id} lets through what its rules ask for, maybe CloudFront alone`,
          ),
        ]
      : [];
  });
  return [...(isRefusing ? [refused] : []), ...blocking, ...missing];
}
