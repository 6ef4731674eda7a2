import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import type { JsonPath } from '../json-text.ts';
import type { PolicyDocument, Statement } from '../policy-document.ts';
import type { PolicyKind } from './lint-finding.ts';
import type { LintRuleId } from './lint-rules.ts';

/** What the rules look at. */
export interface LintedPolicy {
  readonly document: PolicyDocument;
  readonly kind: PolicyKind;
  readonly catalogue: ActionCatalogue;
  readonly statements: readonly LintedStatement[];
}

export interface LintedStatement {
  readonly statement: Statement;
  readonly path: JsonPath;
  readonly variables: boolean;
}

/** What a rule says, by the path of what it is about. */
export interface Remark {
  readonly id: LintRuleId;
  readonly path: JsonPath;
  readonly message: string;
  readonly fix: string;
}

export type Remarks = Iterable<Remark>;

/** A list of a statement with the name of its element: `Action` or `NotAction`. */
export interface NamedList {
  readonly name: string;
  readonly values: readonly string[];
}

export function actionsOf({ actions, notActions }: Statement): NamedList {
  return actions ? { name: 'Action', values: actions } : { name: 'NotAction', values: notActions ?? [] };
}

/** Null: the statement has neither element. */
export function resourcesOf({ resources, notResources }: Statement): NamedList | null {
  if (resources) return { name: 'Resource', values: resources };
  return notResources ? { name: 'NotResource', values: notResources } : null;
}
