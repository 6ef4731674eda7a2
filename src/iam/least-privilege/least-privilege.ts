import { compileActions } from '../action-pattern.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { PolicyDocument, Statement } from '../policy-document.ts';
import type { PolicyInput } from '../policy-set.ts';
import { documentOf } from '../prove/document-of.ts';
import { noNewAccess } from '../prove/no-new-access.ts';
import type { ProofOptions, ProofVerdict } from '../prove/verdicts.ts';
import { exactly, inCurrentVersion } from './current-version.ts';
import { narrowedStatements } from './narrowed-statements.ts';
import { grantedActions, type RemovedService, removedActions } from './removed-actions.ts';
import { type StatementJson, statementJson } from './statement-json.ts';
import type { UsedCall } from './used-call.ts';

export interface LeastPrivilegeOptions extends ProofOptions {
  /** `actions`: the statements keep their resources; `resources`: they name the used ones, where those are known. */
  readonly narrow: 'actions' | 'resources';
  /** Patterns of actions whose use no record shows, as `es:ESHttp*`: what is allowed of them stays as it is. */
  readonly unseen?: readonly string[];
}

export interface LeastPrivilege {
  /** In the place of all policies of today. Null: nothing was used and nothing is denied, so that none is needed. */
  readonly policy: { readonly Version: string; readonly Statement: readonly StatementJson[] } | null;
  /** The used actions that it allows. */
  readonly kept: readonly string[];
  /** Actions that it still allows because nobody can see whether they were used. */
  readonly unseen: readonly string[];
  readonly removed: readonly RemovedService[];
  /** Calls that no statement of today's allows: another policy did (a resource's), or today's are not those of then. */
  readonly uncovered: readonly UsedCall[];
  /** Whether it allows nothing that today's policies don't. */
  readonly noMore: ProofVerdict;
  /** Whether it allows each of the calls wherever today's policies do, whatever the call's context. */
  readonly sufficient: ProofVerdict;
}

/**
 * The policy that is left of a principal's own policies when they are to allow what was used and no more. It is cut out
 * of the statements as they are, and the engine then proves both that nothing is new and that nothing used is lost.
 * What bounds the principal besides (a boundary, the organisation's policies) stays and is not looked at. Throws
 * InvalidInput for what is no policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 */
export function leastPrivilege(
  policies: readonly PolicyInput[],
  calls: readonly UsedCall[],
  { narrow, unseen = [], ...options }: LeastPrivilegeOptions,
): LeastPrivilege {
  const { catalogue = CATALOGUE } = options;
  const today = inCurrentVersion(policies.map(documentOf));
  const isUnseen = compileActions(unseen);
  const left = grantedActions(today, catalogue).filter((action) => isUnseen(action.toLowerCase()));
  const seen = narrow === 'actions' ? calls.map(({ action }) => ({ action, resource: null })) : calls;
  const used = [...seen, ...left.map((action) => ({ action, resource: null }))];
  const { statements, uncovered } = narrowedStatements(today, distinct(used));
  const candidate: PolicyDocument = { ...today, statements };
  const allowed = new Set(statements.filter(isAllow).flatMap(({ actions }) => actions ?? []));
  const wasUsed = new Set(calls.map(({ action }) => action));
  const proof = { ...options, policyType: 'identity' } as const;
  return {
    policy:
      statements.length === 0
        ? null
        : { Version: '2012-10-17', Statement: candidate.statements.map(statementJson) },
    kept: [...allowed].filter((action) => wasUsed.has(action)).sort(),
    unseen: left.filter((action) => !wasUsed.has(action)),
    removed: removedActions(today, new Set([...allowed].map((each) => each.toLowerCase())), catalogue),
    uncovered,
    noMore: noNewAccess(today, candidate, proof),
    sufficient: noNewAccess(candidate, onlyUsed(today, used), proof),
  };
}

function isAllow({ effect }: Statement): boolean {
  return effect === 'Allow';
}

function distinct(used: readonly UsedCall[]): readonly UsedCall[] {
  return [...new Map(used.map((call) => [`${call.action} ${call.resource}`, call])).values()];
}

/** Today's policies, but that everything else than the calls is denied. */
function onlyUsed(today: PolicyDocument, used: readonly UsedCall[]): PolicyDocument {
  const byAction = Map.groupBy(used, ({ action }) => action);
  const others = [...byAction].flatMap(([action, calls]) => {
    const resources = calls.flatMap(({ resource }) => (resource === null ? [] : [resource]));
    if (resources.length < calls.length || resources.includes('*')) return [];
    return [denial({ actions: [action], notResources: resources.map(exactly) })];
  });
  const unused = denial({ notActions: [...byAction.keys()], resources: ['*'] });
  return { ...today, statements: [...today.statements, unused, ...others] };
}

function denial(elements: Partial<Statement>): Statement {
  return {
    sid: null,
    effect: 'Deny',
    principals: null,
    notPrincipals: null,
    actions: null,
    notActions: null,
    resources: null,
    notResources: null,
    conditions: [],
    ...elements,
  };
}
