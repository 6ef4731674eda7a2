import type { AuthorizationRequest } from '../authorization-request.ts';
import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import type { Budget } from './budget.ts';
import { ACTION, RESOURCE } from './policy/keys.ts';
import type { Mentions } from './policy/mentions.ts';
import { type Narrowing, type RequestClass, RequestUniverse } from './policy/request-universe.ts';
import { isOfOwnType } from './policy/resource-types.ts';
import { present } from './policy/variable-text.ts';
import { requestOf } from './request-of.ts';
import { assign } from './solve/assign.ts';
import { Box } from './solve/box.ts';
import { and, type Formula, TRUE } from './solve/formula.ts';
import { type Outcome, search } from './solve/search.ts';
import type { ResourceReading } from './verdicts.ts';

/** The actions of a question: one that stands for its class, or (null) all that AWS may add. */
export type AskedAction = string | null;

export interface Asking {
  readonly mentions: Mentions;
  readonly catalogue: ActionCatalogue;
  readonly budget: Budget;
  /** Accounts of callers, those first that read best. */
  readonly accounts: readonly string[];
  readonly narrowing?: Narrowing;
  readonly resources: ResourceReading;
}

/** Looks for a request of a class of which the formula holds. */
export function findRequest(
  formula: Formula,
  action: AskedAction,
  of: RequestClass,
  asking: Asking,
): Outcome<AuthorizationRequest> {
  if (formula.kind === 'false') return 'unmet';
  const { mentions, catalogue, budget, accounts, narrowing = (_, usual) => usual } = asking;
  const universe = new RequestUniverse(of, accounts, mentions, catalogue, narrowing);
  const asked = and([
    present(RESOURCE),
    action === null ? present(ACTION) : TRUE,
    asking.resources === 'typed' && of.facts ? isOfOwnType(of.facts, catalogue) : TRUE,
    formula,
  ]);
  const outcome = search(asked, Box.all(universe, budget), (box) => assign(box, universe, budget));
  if (outcome === 'unmet' || !('met' in outcome)) return outcome;
  return { met: requestOf(outcome.met, action, of, universe, mentions.keys) };
}
