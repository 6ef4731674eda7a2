import { patternCovers } from '../patterns-meet.ts';
import type { Statement } from '../policy-document.ts';

/** What a statement is about, made ready to be compared with many others. */
export interface StatementScope {
  readonly actions: readonly string[] | null;
  readonly resources: readonly string[] | null;
  /** What must be the same in both, where not both list actions, or resources. */
  readonly allButActions: string;
  readonly allButResources: string;
  readonly notPrincipals: string;
  /** Null: the policy names none. */
  readonly principals: ReadonlySet<string> | null;
  readonly conditions: ReadonlySet<string>;
}

export function statementScope(statement: Statement): StatementScope {
  const { actions, notActions, resources, notResources, principals, notPrincipals, conditions } = statement;
  return {
    actions: actions?.map((each) => each.toLowerCase()) ?? null,
    resources,
    allButActions: textOf(notActions),
    allButResources: textOf([resources, notResources]),
    notPrincipals: textOf(notPrincipals),
    principals: principals && new Set(principals.map(textOf)),
    conditions: new Set(conditions.map(textOf)),
  };
}

/** The other surely applies wherever this one does. The cheap questions come first. */
export function isWithin(narrow: StatementScope, wide: StatementScope): boolean {
  return (
    areAmong(wide.conditions, narrow.conditions) &&
    narrow.notPrincipals === wide.notPrincipals &&
    arePrincipals(narrow, wide) &&
    areActions(narrow, wide) &&
    areResources(narrow, wide)
  );
}

function areAmong(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const each of some) if (!all.has(each)) return false;
  return true;
}

function arePrincipals(
  { principals: narrow }: StatementScope,
  { principals: wide }: StatementScope,
): boolean {
  if (!narrow || !wide) return narrow === wide;
  return wide.has(EVERYBODY) || areAmong(narrow, wide);
}

function areActions(narrow: StatementScope, wide: StatementScope): boolean {
  return narrow.actions && wide.actions
    ? covered(narrow.actions, wide.actions)
    : narrow.allButActions === wide.allButActions;
}

function areResources(narrow: StatementScope, wide: StatementScope): boolean {
  return narrow.resources && wide.resources
    ? covered(narrow.resources, wide.resources)
    : narrow.allButResources === wide.allButResources;
}

function covered(narrow: readonly string[], wide: readonly string[]): boolean {
  return narrow.length > 0 && narrow.every((text) => wide.some((pattern) => patternCovers(pattern, text)));
}

const EVERYBODY = textOf({ type: 'AWS', value: '*' });

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
