import { type Unread, unread } from '../model/reading.ts';
import type { AutoScalingGroup } from '../model/resources/auto-scaling.ts';

/**
 * Kubernetes' Cluster Autoscaler sets the capacity itself, by what it sees inside the cluster; EKS tags its groups so.
 * https://docs.aws.amazon.com/eks/latest/best-practices/cas.html
 */
export function scaledFromOutside({ id, tags }: AutoScalingGroup): readonly Unread[] {
  if (tags?.['k8s.io/cluster-autoscaler/enabled'] === undefined) return [];
  const why = `NotOffered: the tags of ${id} give it to the Cluster Autoscaler, which AWS's APIs do not show`;
  return [unread('autoscaling:DescribePolicies', why)];
}
