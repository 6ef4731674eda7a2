import type {
  ScalingPolicy as SdkPolicy,
  ScalableTarget as SdkTarget,
} from '@aws-sdk/client-application-auto-scaling';
import type { ApplicationScalingPolicy, ScalableTarget } from '../../../model/resources/auto-scaling.ts';
import { defineCollector, type Listed, type ServiceApi } from '../collector.ts';

/**
 * Both listings want a namespace in each call. Those that serve requests are asked for: the other ten (training
 * jobs, streams, desktops …) scale nothing that stands in front of users, and would triple the calls.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/integrated-services-list.html
 */
const NAMESPACES = ['ecs', 'dynamodb', 'rds', 'lambda', 'ec2'] as const;

type Namespace = (typeof NAMESPACES)[number];

const scalableTargets = defineCollector({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  service: 'application-auto-scaling',
  scope: 'regional',
  calls: ['application-autoscaling:DescribeScalableTargets'],
  async collect(api) {
    const found = await api.each(NAMESPACES, (namespace) => listTargets(api, namespace));
    const { items, gap } = together(found);
    return { resources: items.map((target) => toTarget(api, target)), gap };
  },
});

const scalingPolicies = defineCollector({
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  service: 'application-auto-scaling',
  scope: 'regional',
  calls: [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
  ],
  async collect(api) {
    const found = await api.each(NAMESPACES, (namespace) => listPolicies(api, namespace));
    const { items, gap } = together(found);
    return { resources: items.map((policy) => toPolicy(api, policy)), gap };
  },
});

function listTargets(api: ServiceApi, ServiceNamespace: Namespace): Promise<Listed<SdkTarget>> {
  return api.shared(`DescribeScalableTargets ${ServiceNamespace}`, () =>
    api.list<SdkTarget>('DescribeScalableTargets', { ServiceNamespace, MaxResults: 50 }, 'ScalableTargets'),
  );
}

/** A policy hangs on a registered target and is deleted with it: no targets, no policies, no call. */
async function listPolicies(api: ServiceApi, ServiceNamespace: Namespace): Promise<Listed<SdkPolicy>> {
  const targets = await listTargets(api, ServiceNamespace);
  if (targets.items.length === 0 && !targets.gap) return { items: [], gap: null };
  return api.list<SdkPolicy>(
    'DescribeScalingPolicies',
    { ServiceNamespace, MaxResults: 50 },
    'ScalingPolicies',
  );
}

function together<Item>(lists: readonly Listed<Item>[]): Listed<Item> {
  return {
    items: lists.flatMap((each) => each.items),
    gap: lists.find((each) => each.gap)?.gap ?? null,
  };
}

function toTarget(api: ServiceApi, target: SdkTarget): ScalableTarget {
  const resourceId = target.ResourceId ?? '';
  const [serviceNamespace, scalableDimension] = [
    target.ServiceNamespace ?? '',
    target.ScalableDimension ?? '',
  ];
  return {
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    account: api.account,
    region: api.region,
    // Targets registered before they had ARNs have none; the dimension tells those of one resource apart.
    arn:
      target.ScalableTargetARN ??
      api.arn('application-autoscaling', `scalable-target/${resourceId}/${scalableDimension}`),
    id: `${resourceId} ${scalableDimension}`,
    serviceNamespace,
    resourceId,
    scalableDimension,
    minCapacity: target.MinCapacity ?? 0,
    maxCapacity: target.MaxCapacity ?? 0,
  };
}

function toPolicy(api: ServiceApi, policy: SdkPolicy): ApplicationScalingPolicy {
  const id = policy.PolicyName ?? '';
  const resourceId = policy.ResourceId ?? '';
  return {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    account: api.account,
    region: api.region,
    arn: policy.PolicyARN ?? api.arn('autoscaling', `scalingPolicy::resource/${resourceId}:policyName/${id}`),
    id,
    serviceNamespace: policy.ServiceNamespace ?? '',
    resourceId,
    scalableDimension: policy.ScalableDimension ?? '',
    policyType: policy.PolicyType ?? '',
    alarmArns: (policy.Alarms ?? []).flatMap(({ AlarmARN }) => AlarmARN ?? []),
  };
}

export const collectors = [scalableTargets, scalingPolicies];
