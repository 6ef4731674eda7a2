import { remembered } from '../model/remembered.ts';
import { compileActions } from './action-pattern.ts';
import { type CompiledClause, compileClause } from './condition.ts';
import { InvalidInput } from './invalid-input.ts';
import { isLeftOut, type NamedAs, namedAs } from './match-principal.ts';
import type { PolicyDocument, Statement } from './policy-document.ts';
import type { RequestPrincipal } from './principal.ts';
import type { RequestValues } from './request-values.ts';
import { compileResources, type ResourceMatch } from './resource-match.ts';

/** What a statement needs to know of a request. */
export interface StatementRequest extends RequestValues {
  /** Lower case. */
  readonly action: string;
  readonly resource: string;
  readonly principal: RequestPrincipal;
}

export interface CompiledPolicy {
  readonly document: PolicyDocument;
  readonly statements: readonly CompiledStatement[];
  /** Statements about an action; remembered for the actions asked about last. */
  about(action: string): readonly CompiledStatement[];
}

export interface CompiledStatement {
  readonly index: number;
  readonly isAllow: boolean;
  readonly sid: string | null;
  readonly statement: Statement;
  /** In lower case. */
  readonly actions: (action: string) => boolean;
  readonly resources: ResourceMatch;
  readonly clauses: readonly CompiledClause[];
}

const REMEMBERED_ACTIONS = 4096;

/** Throws InvalidInput where a statement holds what AWS refuses. */
export function compilePolicy(document: PolicyDocument): CompiledPolicy {
  const variables = document.version === '2012-10-17';
  const statements = document.statements.map((statement, index) => {
    try {
      return compileStatement(statement, index, variables);
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidInput(`statement ${index + 1}: ${error.message}`);
      throw error;
    }
  });
  return {
    document,
    statements,
    about: remembered(REMEMBERED_ACTIONS, (action) => statements.filter(({ actions }) => actions(action))),
  };
}

const NO_CLAUSES: readonly CompiledClause[] = [];

function compileStatement(statement: Statement, index: number, variables: boolean): CompiledStatement {
  const { actions, notActions, resources, notResources, conditions } = statement;
  const isListed = compileActions(actions ?? notActions ?? []);
  const match = compileResources(resources ?? notResources ?? ['*'], variables);
  return {
    index,
    isAllow: statement.effect === 'Allow',
    sid: statement.sid,
    statement,
    actions: actions ? isListed : (action) => !isListed(action),
    resources: notResources ? (resource, request) => !match(resource, request) : match,
    clauses: conditions.length === 0 ? NO_CLAUSES : conditions.map((each) => compileClause(each, variables)),
  };
}

/** Resource and conditions; who asks is another question. */
export function covers({ resources, clauses }: CompiledStatement, request: StatementRequest): boolean {
  if (!resources(request.resource, request)) return false;
  for (const holds of clauses) if (!holds(request)) return false;
  return true;
}

/**
 * How a statement with a principal is about who asks; null: it is not, as is one without any.
 * Everybody but the listed: they are named as themselves.
 */
export function namesAsking(
  { statement }: CompiledStatement,
  request: StatementRequest,
  hasBoundary: boolean,
): NamedAs | null {
  const { principals, notPrincipals, effect } = statement;
  if (principals) return namedAs(principals, request.principal, request);
  if (!notPrincipals) return null;
  const denial = effect === 'Deny' ? { hasBoundary } : null;
  return isLeftOut(notPrincipals, request.principal, request, denial) ? null : 'self';
}
