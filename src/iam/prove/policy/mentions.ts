import { parseConditionOperator } from '../../condition-operator.ts';
import type { PolicyDocument, Statement } from '../../policy-document.ts';

/** What policies name, of which requests that tell them apart are made. */
export interface Mentions {
  /** Condition keys as they are written, by their names in lower case. */
  readonly keys: ReadonlyMap<string, string>;
  /** Condition keys that set operators ask about, in lower case. */
  readonly setKeys: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  /** What stands for the account in ARNs of resources where it is no account: nothing, `aws`, a placeholder. */
  readonly oddAccounts: ReadonlySet<string>;
  /** Whole names of actions, in lower case. */
  readonly actions: ReadonlySet<string>;
  /** Names of actions with wildcards, as they are written. */
  readonly actionPatterns: ReadonlySet<string>;
}

export function mentionsOf(documents: readonly PolicyDocument[]): Mentions {
  const all = documents.map(mentionsIn);
  const [only] = all;
  if (only && all.length === 1) return only;
  return {
    keys: new Map(all.flatMap((each) => [...each.keys])),
    setKeys: union(all.map((each) => each.setKeys)),
    accounts: union(all.map((each) => each.accounts)),
    oddAccounts: union(all.map((each) => each.oddAccounts)),
    actions: union(all.map((each) => each.actions)),
    actionPatterns: union(all.map((each) => each.actionPatterns)),
  };
}

const known = new WeakMap<PolicyDocument, Mentions>();

function mentionsIn(document: PolicyDocument): Mentions {
  const found = known.get(document);
  if (found) return found;
  const { statements } = document;
  const clauses = statements.flatMap(({ conditions }) => conditions);
  const actions = statements.flatMap((each) => each.actions ?? each.notActions ?? []);
  const mentions = {
    keys: new Map(statements.flatMap(keysIn).map((key) => [key.toLowerCase(), key])),
    setKeys: new Set(clauses.filter(isSetClause).map((clause) => clause.key.toLowerCase())),
    accounts: new Set(statements.flatMap(textsOf).flatMap((text) => text.match(ACCOUNT) ?? [])),
    oddAccounts: new Set(statements.flatMap(resourcesOf).flatMap(oddAccountsIn)),
    actions: new Set(actions.filter((name) => !WILDCARD.test(name)).map((name) => name.toLowerCase())),
    actionPatterns: new Set(actions.filter((name) => WILDCARD.test(name))),
  };
  if (Object.isFrozen(document)) known.set(document, mentions);
  return mentions;
}

const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g;
const WILDCARD = /[*?]/;

function oddAccountsIn(text: string): readonly string[] {
  const [, , , , account, resource] = text.split(':');
  if (account === undefined || resource === undefined) return [];
  return WILDCARD.test(account) || account.includes('${') || /^\d{12}$/.test(account) ? [] : [account];
}

function resourcesOf({ resources, notResources }: Statement): readonly string[] {
  return resources ?? notResources ?? [];
}

function isSetClause({ operator }: { readonly operator: string }): boolean {
  return (parseConditionOperator(operator)?.quantifier ?? null) !== null;
}

/** Of conditions and variables, as they are written. */
export function keysIn(statement: Statement): readonly string[] {
  const variables = textsOf(statement).flatMap((text) =>
    [...text.matchAll(VARIABLE)].map((found) => found[1] ?? ''),
  );
  return [...variables, ...statement.conditions.map((clause) => clause.key)];
}

const VARIABLE = /\$\{\s*([^,}\s]+)/g;

function textsOf(statement: Statement): readonly string[] {
  return [
    ...(statement.principals ?? []).map(({ value }) => value),
    ...(statement.notPrincipals ?? []).map(({ value }) => value),
    ...resourcesOf(statement),
    ...statement.conditions.flatMap(({ values }) => values),
  ];
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((each) => [...each]));
}
