import type { HostedZone } from '../model/resources/edge.ts';
import type { Inventory } from './inventory.ts';

export interface FrontedDomains {
  /** Distributions by the domain that requests go on to: an origin's own, and what Route 53 says it stands for. */
  readonly distributionsByDomain: ReadonlyMap<string, readonly string[]>;
  /** Names that origins lead to and that no public hosted zone that was read resolves: anything may be behind them. */
  readonly unresolvedOrigins: readonly string[];
}

/** A name may stand for a name that stands for a name; DNS itself stops at loops, and so do we. */
const MOST_HOPS = 8;

/** What stands behind the enabled CloudFront distributions of all accounts. */
export function frontedDomains(inventory: Inventory): FrontedDomains {
  return inventory.derive(frontedDomains, () => compute(inventory));
}

function compute(inventory: Inventory): FrontedDomains {
  const records = recordTargets(inventory.of('AWS::Route53::HostedZone'));
  const distributionsByDomain = new Map<string, string[]>();
  const unresolvedOrigins = new Set<string>();
  for (const distribution of inventory.of('AWS::CloudFront::Distribution')) {
    if (!distribution.enabled) continue;
    for (const origin of distribution.origins) {
      if (origin.bucket) continue;
      const names = resolve(canonical(origin.domainName), records);
      for (const name of names) {
        add(distributionsByDomain, name, distribution.id);
        if (!records.has(name) && !isOfAws(name)) unresolvedOrigins.add(name);
      }
    }
  }
  return { distributionsByDomain, unresolvedOrigins: [...unresolvedOrigins] };
}

function isOfAws(domain: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|on\.aws|cloudfront\.net)$/.test(domain);
}

/** As DNS compares names; Route 53 writes a load balancer's name with `dualstack.` in front. */
export function canonical(domain: string): string {
  return domain
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
}

function recordTargets(zones: readonly HostedZone[]): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>();
  for (const zone of zones) {
    // CloudFront asks public DNS.
    if (zone.privateZone || zone.records.status === 'unread') continue;
    for (const record of zone.records.value) {
      const named = record.aliasTarget ? [record.aliasTarget] : record.values;
      if (record.aliasTarget || record.recordType === 'CNAME') {
        for (const target of named) add(targets, canonical(record.name), canonical(target));
      }
    }
  }
  return targets;
}

/** The domain itself first, then every name it stands for. */
function resolve(domain: string, records: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set([domain]);
  let last: readonly string[] = [domain];
  for (let hop = 0; hop < MOST_HOPS && last.length > 0; hop++) {
    last = last.flatMap((name) => records.get(name) ?? []).filter((name) => !found.has(name));
    for (const name of last) found.add(name);
  }
  return [...found];
}

function add(groups: Map<string, string[]>, key: string, value: string): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
