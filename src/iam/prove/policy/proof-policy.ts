import type { NamedAs } from '../../match-principal.ts';
import type { PolicyDocument, Statement } from '../../policy-document.ts';
import { stringTokens } from '../../string-pattern.ts';
import { type ActionClasses, classesOf } from '../actions/action-classes.ts';
import type { ActionIndex } from '../actions/action-index.ts';
import { OF_KMS, OF_S3 } from '../actions/action-traits.ts';
import { Budget } from '../budget.ts';
import { and, FALSE, type Formula, not, some } from '../solve/formula.ts';
import { patternOf } from '../strings/pattern.ts';
import { TextSet } from '../strings/text-set.ts';
import type { CallerKind } from './caller-kind.ts';
import { clauseFormula } from './condition-formula.ts';
import { within } from './dimensions.ts';
import { ACTION, FEDERATED_PROVIDER, PRINCIPAL_ARN, USER_ID, USER_NAME } from './keys.ts';
import { keysIn } from './mentions.ts';
import { principalFormula } from './principal-formula.ts';
import type { RequestClass } from './request-universe.ts';
import { resourceFormula } from './resource-formula.ts';
import { restate } from './restate.ts';

/** A policy as proofs read it; formulas are made when first asked for. */
export interface ProofPolicy {
  readonly document: PolicyDocument;
  readonly statements: readonly ProofStatement[];
  readonly classes: ActionClasses;
}

export class ProofStatement {
  readonly statement: Statement;
  readonly isAllow: boolean;
  /** It is not about users and roles alike. */
  readonly tellsKindsApart: boolean;
  readonly #variables: boolean;
  #text: string | null = null;
  #scope: Formula | null = null;
  readonly #stated = new Map<string, Formula>();

  constructor(statement: Statement, variables: boolean) {
    this.statement = statement;
    this.isAllow = statement.effect === 'Allow';
    this.tellsKindsApart = keysIn(statement).some((key) => KEYS_OF_KINDS.has(key.toLowerCase()));
    this.#variables = variables;
  }

  /** What it says, but for its name: statements with the same text are about the same. */
  get text(): string {
    this.#text ??= JSON.stringify([this.#variables, { ...this.statement, sid: null }]);
    return this.#text;
  }

  /** When it is about a request of a class for its resource and conditions. */
  scope(of: RequestClass): Formula {
    return this.#once(`${of.kind} ${of.traits & (OF_S3 | OF_KMS)}`, () => {
      this.#scope ??= and([
        resourceFormula(this.statement, this.#variables),
        ...this.statement.conditions.map((clause) => clauseFormula(clause, this.#variables)),
      ]);
      return restate(this.#scope, of);
    });
  }

  /** When it is about an action that AWS may add. */
  get futureActions(): Formula {
    return this.#once('future', () => futureActionFormula(this.statement));
  }

  /** When its principal names a caller of a kind, at one level or (null) at any. */
  names(kind: CallerKind, level: NamedAs | null, hasBoundary: boolean): Formula {
    return this.#once(`${kind} ${level} ${hasBoundary}`, () =>
      principalFormula(this.statement, kind, level, hasBoundary),
    );
  }

  /** The same object each time, so that what is known of it is found again. */
  #once(key: string, make: () => Formula): Formula {
    const known = this.#stated.get(key);
    if (known) return known;
    const formula = make();
    this.#stated.set(key, formula);
    return formula;
  }
}

const KEYS_OF_KINDS = new Set([
  FEDERATED_PROVIDER,
  PRINCIPAL_ARN,
  USER_ID,
  USER_NAME,
  'aws:multifactorauthpresent',
  'aws:principaltype',
  'aws:tokenissuetime',
]);

/** Names in full are of no action to come: action-dimension.ts leaves them out. */
function futureActionFormula({ actions, notActions }: Statement): Formula {
  const patterns = (actions ?? notActions ?? []).filter((name) => /[*?]/.test(name));
  const set = new TextSet(
    patterns.map((pattern) => patternOf(stringTokens([{ kind: 'text', text: pattern }]), true)),
  );
  const isListed = patterns.length > 0 ? some(ACTION, within(set)) : FALSE;
  return actions ? isListed : not(isListed);
}

/** Steps that a policy's actions may take to be expanded, whatever is asked of it. */
const EXPANSION = 1_000_000;

export function proofPolicy(document: PolicyDocument, index: ActionIndex): ProofPolicy {
  const known = policies.get(document)?.get(index);
  if (known) return known;
  const variables = document.version === '2012-10-17';
  const policy = {
    document,
    statements: document.statements.map((statement) => new ProofStatement(statement, variables)),
    classes: classesOf(document.statements, index, new Budget(EXPANSION)),
  };
  if (Object.isFrozen(document)) {
    const its = policies.get(document) ?? new WeakMap<ActionIndex, ProofPolicy>();
    policies.set(document, its.set(index, policy));
  }
  return policy;
}

const policies = new WeakMap<PolicyDocument, WeakMap<ActionIndex, ProofPolicy>>();
