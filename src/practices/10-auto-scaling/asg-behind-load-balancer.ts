import type { Inventory } from '../../inventory/inventory.ts';
import { type Reading, read, unreadAmong } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A target group distributes nothing until a load balancer has it. VPC Lattice services count: they distribute too.
 * A group that may never have an instance (maximum 0) is not judged.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html
 */
export const asgBehindLoadBalancer = defineCheck({
  id: 'asg-behind-load-balancer',
  title: 'The Auto Scaling group stands behind a load balancer',
  practice: 10,
  severity: 'high',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: [
    'autoscaling:DescribeAutoScalingGroups',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeLoadBalancers',
  ],
  changedBy: [
    'autoscaling:CreateAutoScalingGroup',
    'autoscaling:DetachLoadBalancerTargetGroups',
    'autoscaling:DetachLoadBalancers',
    'autoscaling:DetachTrafficSources',
  ],
  controls: [],
  equivalents: [],
  rationale:
    'Without a load balancer new instances take no share of a flood: clients keep hitting the addresses that they know until those instances fall over.',
  remediation:
    'Attach the group to a target group of an Application or Network Load Balancer, or suppress this finding for groups that answer no requests (queue workers, batch).',
  fix: {
    cli: 'aws autoscaling attach-load-balancer-target-groups --auto-scaling-group-name {id} --target-group-arns <TARGET-GROUP-ARN> --region {region}',
    terraform: dedented(`
      resource "aws_autoscaling_attachment" "this" {
        autoscaling_group_name = "{id}"
        lb_target_group_arn    = "<TARGET-GROUP-ARN>"
      }`),
  },
  evaluate(group, { inventory }) {
    if (group.maxSize === 0) return notApplicable();
    const sources = sourcesOf(inventory, group);
    const evidence = {
      loadBalancerNames: group.loadBalancerNames,
      targetGroupArns: group.targetGroupArns,
      trafficSources: group.trafficSources.map(({ identifier, type }) => ({ identifier, type })),
    };
    const working = sources.find(({ works }) => works.status === 'read' && works.value);
    if (working) return pass(`${group.id} takes its traffic from ${working.label}.`, evidence);
    const missing = unreadAmong(sources.map(({ works }) => works));
    if (missing.length > 0) return unknown(missing, evidence);
    return sources.length === 0
      ? fail(`${group.id} is attached to no load balancer.`, evidence)
      : fail(`${group.id} is attached to ${labels(sources)}, which no load balancer serves.`, evidence);
  },
});

interface Source {
  readonly label: string;
  readonly works: Reading<boolean>;
}

function sourcesOf(inventory: Inventory, group: AutoScalingGroup): readonly Source[] {
  const { loadBalancerNames, targetGroupArns, trafficSources } = group;
  const known = new Set([...loadBalancerNames, ...targetGroupArns]);
  const others = trafficSources.filter(({ identifier }) => !known.has(identifier));
  return [
    ...loadBalancerNames.map((name) => classic(inventory, group, name)),
    ...targetGroupArns.map((arn) => targetGroup(inventory, arn)),
    ...others.map(({ type, identifier }) => otherSource(inventory, group, type, identifier)),
  ];
}

/** `elb`, `elbv2` or `vpc-lattice`. */
function otherSource(
  inventory: Inventory,
  group: AutoScalingGroup,
  type: string,
  identifier: string,
): Source {
  if (type === 'elb') return classic(inventory, group, identifier);
  if (type === 'elbv2') return targetGroup(inventory, identifier);
  return { label: identifier, works: read(true) };
}

function classic(inventory: Inventory, { account, region }: AutoScalingGroup, name: string): Source {
  const found = inventory.byId('AWS::ElasticLoadBalancing::LoadBalancer', name, { account, region });
  return { label: name, works: found.status === 'read' ? read(found.value !== null) : found };
}

function targetGroup(inventory: Inventory, arn: string): Source {
  const found = inventory.byArn('AWS::ElasticLoadBalancingV2::TargetGroup', arn);
  const label = `target group ${arn.split('/')[1] ?? arn}`;
  if (found.status === 'unread') return { label, works: found };
  return { label, works: read((found.value?.loadBalancerArns.length ?? 0) > 0) };
}

function labels(sources: readonly Source[]): string {
  return sources.map(({ label }) => label).join(', ');
}
