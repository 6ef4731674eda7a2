import type { Inventory } from '../../inventory/inventory.ts';
import { targetGroupsOf } from '../../inventory/target-groups-of.ts';
import { mapReading, type Reading, unreadAmong } from '../../model/reading.ts';
import type { LoadBalancer, TargetGroup } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, type Outcome, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const COMMON = {
  practice: 10,
  severity: 'low',
  rationale:
    'Without cross-zone load balancing each zone bears the share of a flood that DNS sends it: the zone with the fewest instances falls first.',
} as const;

const ATTRIBUTE = 'load_balancing.cross_zone.enabled';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#cross-zone-load-balancing */
export const elbCrossZone = [
  defineCheck({
    ...COMMON,
    id: 'elb-cross-zone',
    title: 'Load balancers spread requests over the targets of all zones',
    resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetGroupAttributes',
    ],
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
      'elasticloadbalancing:ModifyTargetGroupAttributes',
    ],
    controls: [],
    equivalents: [
      'prowler:elbv2_cross_zone_load_balancing_enabled',
      'config:nlb-cross-zone-load-balancing-enabled',
    ],
    remediation:
      'Turn on cross-zone load balancing of the load balancer, or of the target groups that turn it off.',
    fix: {
      cli: dedented(`
        # For a Network or Gateway Load Balancer. Traffic between zones is paid for
        aws elbv2 modify-load-balancer-attributes --load-balancer-arn {arn} --attributes Key=load_balancing.cross_zone.enabled,Value=true --region {region}
        # Where a target group turns it off by itself
        aws elbv2 modify-target-group-attributes --target-group-arn {evidence.targetGroups[].arn} --attributes Key=load_balancing.cross_zone.enabled,Value=use_load_balancer_configuration --region {region}`),
      terraform: dedented(`
        # Traffic between zones is paid for
        resource "aws_lb" "this" {
          name                             = "{id}"
          enable_cross_zone_load_balancing = true
          # Its other arguments stay as they are.
        }

        # Where a target group turns it off by itself
        resource "aws_lb_target_group" "this" {
          load_balancing_cross_zone_enabled = "use_load_balancer_configuration"
          # Its other arguments stay as they are.
        }`),
    },
    evaluate: (balancer, { inventory }) => judge(balancer, inventory),
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-cross-zone-classic',
    title: 'Classic Load Balancers spread requests over the instances of all zones',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
    ],
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
    ],
    controls: ['aws-fsbp:ELB.9'],
    equivalents: [
      'prowler:elb_cross_zone_load_balancing_enabled',
      'config:elb-cross-zone-load-balancing-enabled',
    ],
    remediation: 'Turn on cross-zone load balancing of the load balancer.',
    fix: {
      cli: `aws elb modify-load-balancer-attributes --load-balancer-name {id} --load-balancer-attributes '{"CrossZoneLoadBalancing":{"Enabled":true}}' --region {region}`,
      terraform: dedented(`
        resource "aws_elb" "this" {
          name                      = "{id}"
          cross_zone_load_balancing = true
          # Its other arguments stay as they are.
        }`),
    },
    evaluate({ id, attributes }) {
      if (attributes.status === 'unread') return unknown(attributes);
      const { crossZoneLoadBalancing } = attributes.value;
      return crossZoneLoadBalancing
        ? pass(`${id} balances across zones.`, { crossZoneLoadBalancing })
        : fail(`${id} balances within each zone only.`, { crossZoneLoadBalancing });
    },
  }),
];

/** A target group's own setting, where it has one, goes before the load balancer's. */
function judge(balancer: LoadBalancer, inventory: Inventory): Outcome {
  const { id, account, region, loadBalancerType } = balancer;
  const own = mapReading(
    balancer.attributes,
    (attributes) => attributes[ATTRIBUTE] ?? byDefault(loadBalancerType),
  );
  const groups = targetGroupsOf(inventory, balancer).map((group) => ({
    id: group.id,
    arn: group.arn,
    setting: settingOf(group, own),
  }));
  const evidence = {
    loadBalancer: own.status === 'read' ? own.value : null,
    targetGroups: groups.map((group) => ({
      id: group.id,
      arn: group.arn,
      setting: group.setting.status === 'read' ? group.setting.value : null,
    })),
  };
  const off = groups.find(({ setting }) => setting.status === 'read' && setting.value === 'false');
  if (off) return fail(`${id} balances target group ${off.id} within each zone only.`, evidence);
  const gaps = inventory.gaps('AWS::ElasticLoadBalancingV2::TargetGroup', { account, region });
  const missing = unreadAmong([...groups.map(({ setting }) => setting), ...gaps]);
  if (missing.length > 0) return unknown(missing, evidence);
  if (groups.length > 0) return pass(`${id} balances across zones.`, evidence);
  if (own.status === 'unread') return unknown(own, evidence);
  return own.value === 'true'
    ? pass(`${id} balances across zones.`, evidence)
    : fail(`${id} balances within each zone only.`, evidence);
}

/** An Application Load Balancer's cannot be turned off. */
function byDefault(type: LoadBalancer['loadBalancerType']): string {
  return type === 'application' ? 'true' : 'false';
}

function settingOf(group: TargetGroup, ofBalancer: Reading<string>): Reading<string> {
  const { attributes } = group;
  if (attributes.status === 'unread') return attributes;
  const value = attributes.value[ATTRIBUTE] ?? 'use_load_balancer_configuration';
  return value === 'use_load_balancer_configuration' ? ofBalancer : { status: 'read', value };
}
