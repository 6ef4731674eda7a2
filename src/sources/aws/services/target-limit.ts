import type { Limit, LoadBalancer as SdkLoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';

/** Quotas on the targets of a load balancer, and of one of its zones. */
const QUOTAS: Readonly<Record<string, { readonly whole?: string; readonly ofZone?: string }>> = {
  application: { whole: 'targets-per-application-load-balancer' },
  network: {
    whole: 'targets-per-network-load-balancer',
    ofZone: 'targets-per-availability-zone-per-network-load-balancer',
  },
  gateway: { ofZone: 'targets-per-availability-zone-per-gateway-load-balancer' },
};

const OF_GROUP = 'targets-per-target-group';

/**
 * The least of the quotas that an Auto Scaling group's instances meet behind a load balancer; null: none is named.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Limit.html
 */
export function targetLimit(
  { Type = 'application', AvailabilityZones = [] }: SdkLoadBalancer,
  limits: readonly Limit[],
): number | null {
  const quota = (name: string | undefined): number => {
    const max = Number(limits.find(({ Name }) => Name === name)?.Max ?? Number.NaN);
    return Number.isNaN(max) ? Number.POSITIVE_INFINITY : max;
  };
  const { whole, ofZone } = QUOTAS[Type] ?? {};
  const least = Math.min(
    quota(whole),
    quota(ofZone) * Math.max(1, AvailabilityZones.length),
    quota(OF_GROUP),
  );
  return Number.isFinite(least) ? least : null;
}
