import type { Unread } from '../model/reading.ts';
import type { WebAcl } from '../model/resources/edge.ts';
import type { LoadBalancer } from '../model/resources/load-balancing.ts';
import type { Inventory } from './inventory.ts';

export interface WebAclsOf {
  readonly found: readonly WebAcl[];
  /** What could still name another one. */
  readonly missing: readonly Unread[];
}

/**
 * The web ACLs associated with a load balancer, told by the web ACLs: an account has fewer of them than of load
 * balancers, so that asking them costs fewer calls. A web ACL protects resources of its own account and region only.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_ListResourcesForWebACL.html
 */
export function webAclsOf(inventory: Inventory, { arn, account, region }: LoadBalancer): WebAclsOf {
  const { byResource, missingByPlace } = inventory.derive(webAclsOf, () => index(inventory));
  const gaps = inventory.gaps('AWS::WAFv2::WebACL', { account, region });
  return {
    found: byResource.get(arn) ?? [],
    missing: [...gaps, ...(missingByPlace.get(`${account} ${region}`) ?? [])],
  };
}

function index(inventory: Inventory) {
  const byResource = new Map<string, WebAcl[]>();
  const missingByPlace = new Map<string, Unread[]>();
  for (const acl of inventory.of('AWS::WAFv2::WebACL')) {
    if (acl.resourceArns.status === 'unread') {
      add(missingByPlace, `${acl.account} ${acl.region}`, acl.resourceArns);
      continue;
    }
    for (const arn of acl.resourceArns.value) add(byResource, arn, acl);
  }
  return { byResource, missingByPlace };
}

function add<Value>(groups: Map<string, Value[]>, key: string, value: Value): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
