import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { ClassicLoadBalancer, LoadBalancer, TargetGroup } from '../../model/resources/load-balancing.ts';
import type { ScalingLoadBalancer } from '../../model/scaling-facts.ts';
import type { Inventory } from '../inventory.ts';
import { listenersOf } from '../listeners-of.ts';

/** What is in front of a group, and what of it was not read: then it is taken for what serves the group best. */
export interface GroupBalancer {
  readonly balancer: ScalingLoadBalancer | null;
  readonly missing: readonly Unread[];
}

/** Of several the first: a group is rarely behind more than one. */
export function groupBalancer(inventory: Inventory, group: AutoScalingGroup): Reading<GroupBalancer> {
  const [targetGroupArn] = group.targetGroupArns;
  if (targetGroupArn !== undefined) return ofTargetGroup(inventory, targetGroupArn);
  const [name] = group.loadBalancerNames;
  if (name === undefined) return read({ balancer: null, missing: [] });
  const { account, region } = group;
  const found = inventory.byId('AWS::ElasticLoadBalancing::LoadBalancer', name, { account, region });
  if (found.status === 'unread') return found;
  return found.value ? read(classic(found.value)) : gone('elasticloadbalancing:DescribeLoadBalancers', name);
}

function gone(call: string, what: string): Unread {
  return unread(call, `NotFound: ${what} is not among the answers`);
}

function ofTargetGroup(inventory: Inventory, arn: string): Reading<GroupBalancer> {
  const target = inventory.byArn('AWS::ElasticLoadBalancingV2::TargetGroup', arn);
  if (target.status === 'unread') return target;
  if (!target.value) return gone('elasticloadbalancing:DescribeTargetGroups', arn);
  const [balancerArn] = target.value.loadBalancerArns;
  if (balancerArn === undefined) return read({ balancer: null, missing: [] });
  const balancer = inventory.byArn('AWS::ElasticLoadBalancingV2::LoadBalancer', balancerArn);
  if (balancer.status === 'unread') return balancer;
  if (!balancer.value) return gone('elasticloadbalancing:DescribeLoadBalancers', balancerArn);
  return read(elastic(inventory, balancer.value, target.value));
}

const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC'] as const;

/**
 * Defaults of health checks and attributes:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 */
function elastic(inventory: Inventory, balancer: LoadBalancer, target: TargetGroup): GroupBalancer {
  const { loadBalancerType: type } = balancer;
  const attributes = target.attributes.status === 'read' ? target.attributes.value : {};
  const own = balancer.attributes.status === 'read' ? balancer.attributes.value : {};
  const crossZone = attributes['load_balancing.cross_zone.enabled'] ?? 'use_load_balancer_configuration';
  const unset = type === 'application' || balancer.attributes.status === 'unread';
  const byBalancer = own['load_balancing.cross_zone.enabled'] ?? String(unset);
  const listeners = listenersOf(inventory, balancer.arn);
  const { intervalSeconds, healthyThreshold, unhealthyThreshold } = target.healthCheck;
  return {
    balancer: {
      type,
      crossZone: (crossZone === 'use_load_balancer_configuration' ? byBalancer : crossZone) === 'true',
      protocols: PROTOCOLS.filter((each) => listeners.some(({ protocol }) => protocol === each)),
      healthCheck: {
        interval: intervalSeconds ?? 30,
        healthyThreshold: healthyThreshold ?? 5,
        unhealthyThreshold: unhealthyThreshold ?? 2,
      },
      deregistrationDelay: Number(attributes['deregistration_delay.timeout_seconds'] ?? 300),
      targetLimit: balancer.targetLimit.status === 'read' ? balancer.targetLimit.value : null,
      connectionsPerTarget: null,
    },
    missing: [target.attributes, balancer.attributes, balancer.targetLimit].flatMap((each) =>
      each.status === 'unread' ? [each] : [],
    ),
  };
}

/** Their health checks are not read: those that the API sets by default. https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-healthchecks.html */
function classic({ attributes, listeners }: ClassicLoadBalancer): GroupBalancer {
  const own = attributes.status === 'read' ? attributes.value : null;
  return {
    balancer: {
      type: 'classic',
      crossZone: own?.crossZoneLoadBalancing ?? true,
      protocols: PROTOCOLS.filter((each) => listeners.some(({ protocol }) => protocol === each)),
      healthCheck: { interval: 30, healthyThreshold: 10, unhealthyThreshold: 2 },
      deregistrationDelay: own?.connectionDrainingSeconds ?? 0,
      targetLimit: null,
      connectionsPerTarget: null,
    },
    missing: attributes.status === 'unread' ? [attributes] : [],
  };
}
