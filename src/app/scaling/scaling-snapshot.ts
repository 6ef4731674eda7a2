import type { ResourceType } from '../../model/resource-types.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { takeNarrowSnapshot } from '../narrow-snapshot.ts';
import type { SourceOptions } from '../snapshot-source.ts';

/** What decides how Auto Scaling groups scale, and what is in front of them. */
const SCALING_TYPES: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'AWS::::Account',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::AutoScaling::ScheduledAction',
  'AWS::CloudFront::Distribution',
  'AWS::CloudWatch::Alarm',
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Route53::HostedZone',
  'AWS::ServiceQuotas::Quota',
  'AWS::Shield::Subscription',
  'AWS::WAFv2::WebACL',
]);

/** Rejects with `UsageError`. */
export function takeScalingSnapshot(options: SourceOptions): Promise<Snapshot> {
  return takeNarrowSnapshot(options, SCALING_TYPES);
}
