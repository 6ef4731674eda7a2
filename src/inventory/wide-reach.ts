import {
  type AuthorizationRequest,
  authorize,
  type ConditionBlock,
  canReach,
  compilePolicySet,
  InvalidInput,
  type PolicySet,
  type StatementRef,
} from '../iam/index.ts';
import { patternsMeet } from '../iam/patterns-meet.ts';
import { absent, type WideRight } from './wide-right.ts';

/** Who asks, and of which account. */
export interface Asker {
  readonly account: string;
  readonly partition: string;
  /** The ARN of a user or role; absent: whoever of the account meets the condition. */
  readonly principal?: string;
  readonly condition: ConditionBlock;
}

/** `unlimited`: with a request that the policies allow and the statements that allow it. */
export type WideReach =
  | { readonly answer: 'limited' }
  | {
      readonly answer: 'unlimited';
      readonly request: AuthorizationRequest;
      readonly statements: readonly StatementRef[];
    }
  | { readonly answer: 'unknown'; readonly reason: string };

/**
 * Whether policies let their holder do something to whatever there is of a kind, one of several rights. Asked is about a resource that no
 * policy has in mind, untagged and with no name that anybody would give; what the holder can bring about (MFA, a
 * service to pass the role to) it is taken to bring about. So `*` is found however it is written, and `role/app-*`
 * is none, nor is `*` for what bears a tag.
 */
export function anyWideReach(policies: PolicySet, rights: readonly WideRight[], asker: Asker): WideReach {
  let found: WideReach = { answer: 'limited' };
  for (const right of rights) {
    const reach = wideReach(policies, right, asker);
    if (reach.answer === 'unlimited') return reach;
    if (reach.answer === 'unknown') found = reach;
  }
  return found;
}

function wideReach(policies: PolicySet, right: WideRight, asker: Asker): WideReach {
  try {
    return mayAllow(policies, right, asker) ? askedInFact(policies, right, asker) : { answer: 'limited' };
  } catch (problem) {
    if (problem instanceof InvalidInput)
      return { answer: 'unknown', reason: `AWS would take no such policy: ${problem.message}` };
    throw problem;
  }
}

/** Cheap and sound: what no statement is about, no proof will find allowed. */
function mayAllow({ identityPolicies }: PolicySet, { action, resource }: WideRight, asker: Asker): boolean {
  const { identity } = compilePolicySet({ identityPolicies });
  const asked = filled(resource, asker, NAMES[0]);
  return identity.some(({ policy }) =>
    policy
      .about(action.toLowerCase())
      .some(({ isAllow, statement }) => isAllow && mayBeAbout(statement.resources, asked)),
  );
}

/** Taken widely: stars run over colons, and what an ARN lacks or a variable holds may be anything. */
function mayBeAbout(resources: readonly string[] | null, asked: string): boolean {
  return resources?.some((each) => patternsMeet(asked, widened(each))) ?? true;
}

function widened(resource: string): string {
  const known = resource.replace(/\$\{.*/s, '*');
  return known.split(':').length < 6 ? `${known}*` : known;
}

function askedInFact(policies: PolicySet, right: WideRight, asker: Asker): WideReach {
  const [name, otherName] = NAMES;
  const asked = right.leftToAccount ? { ...policies, resourcePolicy: leavingAllTo(asker.account) } : policies;
  const verdict = canReach(asked, {
    actions: [right.action],
    resources: [filled(right.resource, asker, name)],
    condition: together(right.condition ?? {}, asker.condition, absent(...describingKeys(policies))),
    principal: asker.principal,
  });
  if (verdict.answer === 'proved') return { answer: 'limited' };
  if (verdict.answer === 'unknown') return verdict;
  const { witness } = verdict;
  const other = { ...witness, resource: witness.resource.replaceAll(name, otherName) };
  if (authorize(other, asked).effect !== 'allow') return { answer: 'limited' };
  const { determining } = authorize(witness, asked);
  return { answer: 'unlimited', request: witness, statements: determining };
}

/** No pattern but one for all names has both. */
const NAMES = ['any-q0w8', 'x7z5'] as const;

function filled(
  template: string,
  { partition, account }: Pick<Asker, 'account' | 'partition'>,
  name: string,
): string {
  return template.replace('{partition}', partition).replace('{account}', account).replaceAll('{name}', name);
}

/** A right's resource, of a name that no policy has in mind. */
export function filledRight(template: string, of: Pick<Asker, 'account' | 'partition'>): string {
  return filled(template, of, NAMES[0]);
}

function leavingAllTo(account: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: '*', Resource: '*' },
  });
}

/** Keys that tell one resource from another: what is asked about has no such values. */
function describingKeys(policies: PolicySet): readonly string[] {
  const { identity, boundaries, scps, rcps } = compilePolicySet(policies);
  const all = [...identity, ...boundaries, ...scps.flat(), ...rcps.flat()];
  const statements = all.flatMap(({ policy }) => policy.document.statements);
  const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase()));
  return [...new Set(keys)].filter((key) => DESCRIBING.test(key));
}

/**
 * Tags of resources, by whichever service's key, and the other keys that name one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resource-properties
 */
const DESCRIBING =
  /resourcetag\/|existingobjecttag\/|^kms:(resourcealiases|requestalias)$|^secretsmanager:secretid$/;

/** Of blocks that have no key under the same operator twice. */
function together(...blocks: readonly ConditionBlock[]): ConditionBlock {
  const all = new Map<string, ConditionBlock[string]>();
  for (const [operator, keys] of blocks.flatMap((block) => Object.entries(block)))
    all.set(operator, { ...all.get(operator), ...keys });
  return Object.fromEntries([...all].filter(([, keys]) => Object.keys(keys).length > 0));
}
