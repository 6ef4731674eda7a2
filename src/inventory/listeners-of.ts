import type { Listener } from '../model/resources/load-balancing.ts';
import type { Inventory } from './inventory.ts';

/** The listeners of a load balancer that were read; all of them unless the type has a gap. */
export function listenersOf(inventory: Inventory, loadBalancerArn: string): readonly Listener[] {
  const byBalancer = inventory.derive(listenersOf, () =>
    Map.groupBy(
      inventory.of('AWS::ElasticLoadBalancingV2::Listener'),
      (listener) => listener.loadBalancerArn,
    ),
  );
  return byBalancer.get(loadBalancerArn) ?? [];
}

/** `HTTPS:443 of web`: a listener's id says nothing to people. */
export function listenerName({ protocol, port, loadBalancerArn }: Listener): string {
  return `${protocol}:${port ?? '?'} of ${loadBalancerArn.split('/')[2] ?? loadBalancerArn}`;
}
