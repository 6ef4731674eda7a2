import { allowingStatements } from '../inventory/allowing-statements.ts';
import type { PrincipalReach } from '../inventory/principal-reach.ts';
import { fail, type Outcome, unknown } from './check.ts';
import { requestEvidence } from './request-evidence.ts';

/**
 * Of rights that a principal should not have: a failure with the request and the statements that allow it. `failure`
 * takes the actions, for people; `otherwise`: where it certainly has none.
 */
export function heldRightsOutcome(
  { held, missing }: PrincipalReach,
  failure: (actions: string) => string,
  otherwise: () => Outcome,
): Outcome {
  const certain = held.filter(({ doubts }) => doubts.length === 0);
  const [first] = certain.length > 0 ? certain : held;
  if (!first) return missing.length > 0 ? unknown(missing) : otherwise();
  const evidence = {
    actions: held.map(({ action }) => action),
    witness: requestEvidence(first.allowed.request),
    statements: allowingStatements(held.map(({ allowed }) => allowed)),
  };
  return certain.length > 0
    ? fail(failure(named(certain.map(({ action }) => action))), evidence)
    : unknown([...first.doubts, ...missing], evidence);
}

function named(actions: readonly string[]): string {
  const shown = actions.slice(0, 3).join(', ');
  return actions.length > 3 ? `${shown} and ${actions.length - 3} more` : shown;
}
