import type { Tags } from '../../model/resource.ts';
import type { CompiledPolicySet, PlacedPolicy } from '../compile-policy-set.ts';
import type { ConditionBlock } from '../prove/can-reach.ts';
import type { Actor } from './actor.ts';

/** What is settled about a request's condition keys, by name in lower case; null: the key is not there. */
export type Settled = ReadonlyMap<string, string | null>;

/** What decides the keys of one request. */
export interface Circumstances {
  readonly actor: Actor;
  readonly action: string;
  /** Given with the request: `iam:PassedToService`. */
  readonly given: Readonly<Record<string, string | null>>;
  /** Of the resource; null: not known, so that any may be. */
  readonly resourceTags: Tags | null;
  /** ISO 8601. */
  readonly asOf: string;
}

/**
 * Keys that the caller cannot choose. All others (an address, a session's name, tags of what is made) are his.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function settledKeys(keys: ReadonlySet<string>, circumstances: Circumstances): Settled {
  const settled = new Map<string, string | null>();
  for (const key of keys) {
    const value = valueOf(key, circumstances);
    if (value !== undefined) settled.set(key, value);
  }
  for (const [name, value] of Object.entries(circumstances.given)) settled.set(name.toLowerCase(), value);
  return settled;
}

/** Undefined: free. */
function valueOf(
  key: string,
  { actor, action, resourceTags, asOf }: Circumstances,
): string | null | undefined {
  const principalTag = /^aws:principaltag\/(.*)$/.exec(key)?.[1];
  if (principalTag !== undefined) return tagValue(actor.principal.tags, principalTag);
  const resourceTag = /^[a-z0-9-]+:resourcetag\/(.*)$/.exec(key)?.[1];
  if (resourceTag !== undefined) return tagValue(resourceTags, resourceTag);
  switch (key) {
    case 'aws:principalorgid':
      return actor.account.organizationId ?? undefined;
    case 'aws:userid':
      return actor.principal.kind === 'user' ? actor.principal.id : undefined;
    case 'aws:currenttime':
      return asOf;
    case 'aws:epochtime':
      return String(Math.floor(Date.parse(asOf) / 1000));
    case 'aws:requestedregion':
      return /^iam:/i.test(action) ? 'us-east-1' : undefined;
    case 'aws:multifactorauthage':
      return actor.stance.mfa ? undefined : null;
    case 'aws:sourcearn':
    case 'aws:sourceaccount':
    case 'aws:sourceorgid':
    case 'aws:sourceorgpaths':
      return null; // services have them, when they act for a resource
    default:
      return undefined;
  }
}

/** Names of tags are told apart by case in AWS, and not as condition keys. */
function tagValue(tags: Tags | null, name: string): string | null | undefined {
  if (tags === null) return undefined;
  const found = Object.entries(tags).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? null;
}

/** Keys that some statement about an action looks at, in lower case. */
export function keysLookedAt(set: CompiledPolicySet, action: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { policy } of policiesOf(set)) {
    for (const { statement } of policy.about(action.toLowerCase())) {
      for (const { key, values } of statement.conditions) {
        keys.add(key.toLowerCase());
        for (const value of values) addVariables(keys, value);
      }
      for (const text of statement.resources ?? statement.notResources ?? []) addVariables(keys, text);
    }
  }
  return keys;
}

/** Whether some statement about an action is about some resources and not others. */
export function tellsResources(set: CompiledPolicySet, action: string): boolean {
  return policiesOf(set).some(({ policy }) =>
    policy
      .about(action.toLowerCase())
      .some(({ statement: { resources, notResources } }) => notResources || !resources?.includes('*')),
  );
}

function addVariables(keys: Set<string>, text: string): void {
  for (const [, name = ''] of text.matchAll(/\$\{\s*([^,}\s]+)/g))
    if (/:/.test(name)) keys.add(name.toLowerCase());
}

export function policiesOf(set: CompiledPolicySet): readonly PlacedPolicy[] {
  const { identity, boundaries, session, resource, scps, rcps, endpoint } = set;
  return [identity, boundaries, session, resource, ...scps, ...rcps, endpoint].flat();
}

/** For the prover: a condition that says the same. */
export function asCondition(settled: Settled, mfa: boolean): ConditionBlock {
  const block: Record<string, Record<string, string>> = {};
  const put = (operator: string, key: string, value: string): void => {
    block[operator] = { ...block[operator], [key]: value };
  };
  for (const [key, value] of settled) {
    if (value === null) put('Null', key, 'true');
    else put(OPERATORS.get(key) ?? 'StringEquals', key, value);
  }
  if (!mfa) put('BoolIfExists', 'aws:multifactorauthpresent', 'false');
  return block;
}

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['aws:currenttime', 'DateEquals'],
  ['aws:epochtime', 'NumericEquals'],
  ['iam:policyarn', 'ArnEquals'],
  ['iam:permissionsboundary', 'ArnEquals'],
]);
