import { parsePrincipal } from '../principal.ts';
import { type CallerKind, kindsForAction } from './policy/caller-kind.ts';
import { within } from './policy/dimensions.ts';
import { EXAMPLE_ACCOUNT, OTHER_EXAMPLE_ACCOUNT } from './policy/examples.ts';
import { ISSUER, NAME, PRINCIPAL_ARN, SESSION } from './policy/keys.ts';
import type { Narrowing, RequestClass } from './policy/request-universe.ts';
import { present } from './policy/variable-text.ts';
import { and, type Formula, not, some, TRUE } from './solve/formula.ts';
import { exactly } from './strings/text-sets.ts';

/** Who asks, in a question about more than one request. */
export interface Callers {
  kinds(of: Pick<RequestClass, 'traits'>): readonly CallerKind[];
  /** What holds of them. */
  readonly are: (of: RequestClass) => Formula;
  readonly narrowing: Narrowing;
  /** Their accounts, those first that read best. */
  readonly accounts: readonly string[];
  /** They are of other accounts than the resource, which let them do all that the resource's policy does. */
  readonly areOutside: boolean;
}

const AS_USUAL: Narrowing = (_, usual) => usual;

/** Whoever can ask for the action. */
export function anybody(accounts: Iterable<string>): Callers {
  return {
    kinds: ({ traits }) => kindsForAction(traits),
    are: () => TRUE,
    narrowing: AS_USUAL,
    accounts: [EXAMPLE_ACCOUNT, ...accounts, OTHER_EXAMPLE_ACCOUNT],
    areOutside: false,
  };
}

/** One principal, as `AuthorizationRequest` names it. Throws InvalidInput for a text that names nobody. */
export function onePrincipal(principal: string, sessionIssuer: string | null): Callers {
  const asking = parsePrincipal(principal, '', sessionIssuer);
  const is = (key: string, value: string | null) =>
    value === null ? not(present(key)) : some(key, within(exactly(value)));
  const who = (): Formula => {
    switch (asking.kind) {
      case 'role-session':
        return and([is(PRINCIPAL_ARN, asking.roleArn), is(SESSION, asking.arn)]);
      case 'federated-user':
        return and([is(PRINCIPAL_ARN, asking.arn), is(ISSUER, asking.issuer)]);
      case 'user':
      case 'root':
        return is(PRINCIPAL_ARN, asking.arn);
      case 'service':
      case 'identity-provider':
        return is(NAME, asking.name);
      case 'anonymous':
        return TRUE;
    }
  };
  const formula = who();
  return {
    kinds: () => [asking.kind],
    are: () => formula,
    narrowing: AS_USUAL,
    accounts: 'account' in asking ? [asking.account] : [EXAMPLE_ACCOUNT],
    areOutside: false,
  };
}
