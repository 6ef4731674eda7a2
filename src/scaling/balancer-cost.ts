import type { ScalingGroup, ScalingLoadBalancer } from '../model/scaling-facts.ts';

/**
 * New connections a second in one capacity unit; a gigabyte an hour is one, too, and the greater counts. Active
 * connections and rule evaluations are left out.
 * https://aws.amazon.com/elasticloadbalancing/pricing/
 */
const CONNECTIONS = { application: 25, network: 800, gateway: 600 };

/** US dollars of a minute of the load balancer's units, by the requests in it; null: a price is not known. */
export function balancerCost({
  loadBalancer,
  prices,
  instances,
}: ScalingGroup): ((requests: number) => number) | null {
  if (!loadBalancer) return () => 0;
  if (!prices) return null;
  const gigabytes = (requests: number) => (2 * instances.bytesPerRequest * requests) / 1e9;
  const { gigabyte, loadBalancerUnit } = prices;
  if (loadBalancer.type === 'classic') {
    return gigabyte === null ? null : (requests) => gigabyte * gigabytes(requests);
  }
  if (loadBalancerUnit === null) return null;
  const each = connections(loadBalancer);
  return (requests) => {
    const units = Math.max(requests / 60 / each, gigabytes(requests) * 60);
    return (units * loadBalancerUnit) / 60;
  };
}

function connections({ type, protocols }: ScalingLoadBalancer): number {
  if (type === 'network' && protocols.includes('TLS')) return 50;
  if (type === 'network' && protocols.includes('UDP')) return 400;
  return type === 'classic' ? Number.POSITIVE_INFINITY : CONNECTIONS[type];
}
