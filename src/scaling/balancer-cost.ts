import type { ScalingGroup, ScalingLoadBalancer } from '../model/scaling-facts.ts';

/**
 * New connections a second in one capacity unit; a gigabyte an hour is one, too, and the greater counts. Active
 * connections and rule evaluations are left out.
 * https://aws.amazon.com/elasticloadbalancing/pricing/
 */
const CONNECTIONS = { application: 25, network: 800, gateway: 600 };

/** US dollars of a minute of the load balancer's units; null: a price is not known. */
export function balancerCost(
  { loadBalancer, prices, instances }: ScalingGroup,
  requests: number,
): number | null {
  if (!loadBalancer) return 0;
  if (!prices) return null;
  const gigabytes = (2 * instances.bytesPerRequest * requests) / 1e9;
  if (loadBalancer.type === 'classic') return prices.gigabyte === null ? null : prices.gigabyte * gigabytes;
  if (prices.loadBalancerUnit === null) return null;
  const units = Math.max(requests / 60 / connections(loadBalancer), gigabytes * 60);
  return (units * prices.loadBalancerUnit) / 60;
}

function connections({ type, protocols }: ScalingLoadBalancer): number {
  if (type === 'network' && protocols.includes('TLS')) return 50;
  if (type === 'network' && protocols.includes('UDP')) return 400;
  return type === 'classic' ? Number.POSITIVE_INFINITY : CONNECTIONS[type];
}
