import { compileActions } from '../action-pattern.ts';
import type { PolicyDocument, Statement } from '../policy-document.ts';
import { hasVariables, parsePolicyText } from '../policy-text.ts';
import type { RequestValues } from '../request-values.ts';
import { compileResources } from '../resource-match.ts';
import { exactly } from './current-version.ts';
import type { UsedCall } from './used-call.ts';

/**
 * What is left of a policy's statements when they allow the used calls alone. A statement that denies stays as it is:
 * it also stops what other policies allow. One that allows keeps its conditions, so that nothing new is allowed.
 */
export function narrowedStatements(document: PolicyDocument, used: readonly UsedCall[]): Narrowed {
  const allows = document.statements.filter(({ effect }) => effect === 'Allow').map(allowing);
  const uncovered: UsedCall[] = [];
  for (const call of used) {
    const covering = coveringOf(allows, call);
    if (covering.length === 0) uncovered.push(call);
    for (const each of covering) keep(each, call);
  }
  const denials = document.statements.filter(({ effect }) => effect === 'Deny');
  return { statements: [...allows.flatMap(narrowed), ...denials], uncovered };
}

interface Narrowed {
  readonly statements: readonly Statement[];
  /** Calls that no statement allows, whatever its conditions. */
  readonly uncovered: readonly UsedCall[];
}

interface Allowing {
  readonly statement: Statement;
  readonly isAbout: (action: string) => boolean;
  /** Null: its resources hang on the request. */
  readonly covers: ((resource: string) => boolean) | null;
  /** By action: the resources that were used, or `whole` where the statement's own have to stay. */
  readonly kept: Map<string, Set<string> | 'whole'>;
}

function allowing(statement: Statement): Allowing {
  const { actions, notActions } = statement;
  const isListed = compileActions(actions ?? notActions ?? []);
  return {
    statement,
    isAbout: actions ? isListed : (action) => !isListed(action),
    covers: coversOf(statement),
    kept: new Map(),
  };
}

/** Texts without variables ask for none. */
const NO_VALUES: RequestValues = { values: () => null, variable: () => null };

function coversOf({ resources, notResources }: Statement): Allowing['covers'] {
  const texts = resources ?? notResources ?? ['*'];
  if (texts.some((text) => hasVariables(parsePolicyText(text, true)))) return null;
  const match = compileResources(texts, true);
  return notResources ? (resource) => !match(resource, NO_VALUES) : (resource) => match(resource, NO_VALUES);
}

/** `*` too: AWS takes a few actions on no resource for covered by a pattern (s3:ListAllMyBuckets by `arn:aws:s3:::*`). */
function isTold(resource: string | null): resource is string {
  return resource !== null && resource !== '*';
}

/**
 * All that may allow a call, so that it is allowed in whatever context it was; of those that allow it in any, the first
 * does for all.
 */
function coveringOf(allows: readonly Allowing[], { action, resource }: UsedCall): readonly Allowing[] {
  const about = allows.filter(({ isAbout }) => isAbout(action.toLowerCase()));
  const covering = isTold(resource)
    ? about.filter(({ covers }) => covers === null || covers(resource))
    : about;
  const always = covering.find(
    ({ statement, covers }) =>
      statement.conditions.length === 0 && covers !== null && (isTold(resource) || isOfAll(statement)),
  );
  return always ? [always] : covering;
}

function isOfAll({ resources }: Statement): boolean {
  return resources?.includes('*') ?? false;
}

function keep({ covers, kept }: Allowing, { action, resource }: UsedCall): void {
  const known = kept.get(action);
  if (known === 'whole' || covers === null || resource === null || resource === '*')
    kept.set(action, 'whole');
  else kept.set(action, new Set([...(known ?? []), resource]));
}

/** A statement for all actions that were used on the same resources. */
function narrowed({ statement, kept }: Allowing): readonly Statement[] {
  const byResources = Map.groupBy([...kept], ([, resources]) =>
    resources === 'whole' ? 'whole' : [...resources].sort().join('\n'),
  );
  return [...byResources.values()].map((group) => {
    const actions = group.map(([action]) => action).sort();
    const resources = group[0]?.[1] ?? 'whole';
    const own = { ...statement, actions, notActions: null };
    if (resources === 'whole') return own;
    return { ...own, resources: [...resources].sort().map(exactly), notResources: null };
  });
}
