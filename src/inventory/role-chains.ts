import { type Unread, unreadAmong } from '../model/reading.ts';
import type { Role } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';
import { stronglyConnected } from './strongly-connected.ts';
import { roleTrust } from './trust/role-trust.ts';

/** Where a role stands among the roles that trust each other by name. */
export interface RoleChain {
  /** ARNs of the roles that it trusts by name. */
  readonly trusts: readonly string[];
  /** ARNs of the roles that can reach each other, itself among them, sorted; empty: it is in no cycle. */
  readonly cycle: readonly string[];
  /** A policy that was not read and that a cycle could pass through. */
  readonly missing: Unread | null;
}

interface Node {
  readonly trusts: readonly string[];
  readonly missing: Unread | null;
}

/** By role ARN; computed once. */
export function roleChains(inventory: Inventory): ReadonlyMap<string, RoleChain> {
  return inventory.derive(roleChains, () => {
    const nodes = new Map(inventory.of('AWS::IAM::Role').map((role) => [role.arn, toNode(inventory, role)]));
    const edges = new Map([...nodes].map(([arn, node]) => [arn, node.trusts]));
    const chains = new Map<string, RoleChain>();
    for (const component of stronglyConnected(edges)) {
      const missing = missingFor(component, nodes, chains);
      const cycle = isCycle(component, nodes) ? component.toSorted() : [];
      for (const arn of component) chains.set(arn, { trusts: nodes.get(arn)?.trusts ?? [], cycle, missing });
    }
    return chains;
  });
}

function toNode(inventory: Inventory, role: Role): Node {
  const trust = roleTrust(inventory, role);
  if (trust.status === 'unread') return { trusts: [], missing: trust };
  const trusts = trust.value.filter((each) => each.kind === 'role').map((each) => each.value);
  const readings = trusts.map((arn) => inventory.byArn('AWS::IAM::Role', arn));
  return { trusts: [...new Set(trusts)], missing: unreadAmong(readings)[0] ?? null };
}

/** INVARIANT: components come after all that they lead to, so those are in `chains` already. */
function missingFor(
  component: readonly string[],
  nodes: ReadonlyMap<string, Node>,
  chains: ReadonlyMap<string, RoleChain>,
): Unread | null {
  for (const arn of component) {
    const node = nodes.get(arn);
    if (node?.missing) return node.missing;
    for (const next of node?.trusts ?? []) {
      const beyond = chains.get(next)?.missing;
      if (beyond) return beyond;
    }
  }
  return null;
}

function isCycle(component: readonly string[], nodes: ReadonlyMap<string, Node>): boolean {
  const [only] = component;
  if (component.length > 1 || only === undefined) return component.length > 1;
  return nodes.get(only)?.trusts.includes(only) ?? false;
}
