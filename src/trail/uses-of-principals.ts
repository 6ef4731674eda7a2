import type { LoggedCalls, PrincipalUses } from '../model/trail-use.ts';
import type { PrincipalUse } from './answers/used-document.ts';
import { serviceOf } from './mapping/event-service.ts';
import { freeOperations } from './mapping/without-permission.ts';
import type { LoggedRegions } from './questions/logged-calls.ts';
import { unloggedActions } from './unseen/unlogged-actions.ts';
import { unseenActions } from './unseen/unseen-actions.ts';

/** What the checks ask of who used what: without the resources, numbers and first times that `trail used` has. */
export function usesOfPrincipals(used: readonly PrincipalUse[]): readonly PrincipalUses[] {
  return used.map(({ principal, actions, unknown }) => ({
    principal,
    actions: actions.map(({ action, lastUsed }) => ({ action, last: lastUsed })),
    undocumented: [...new Set(unknown.map(({ source }) => serviceOf({ eventSource: source })))],
  }));
}

/**
 * Calls that were denied are logged as others are. Of principals in several accounts it is not told which had what.
 * Of the data plane a trail may keep some events and leave out others: what it shows was used, what it does not may have been.
 */
export function loggedCalls(
  logged: ReadonlyMap<string, LoggedRegions>,
  used: readonly PrincipalUse[],
): readonly LoggedCalls[] {
  return [...logged].map(([account, each]) => {
    const own = used.filter(({ accounts }) => accounts.length === 1 && accounts[0] === account);
    const actions = own.flatMap((use) => [
      ...use.actions.map(({ action }) => action),
      ...use.denied.flatMap((denied) => denied.actions),
    ]);
    return {
      account,
      ...each,
      services: [...new Set(actions.map((action) => action.slice(0, action.indexOf(':'))))].sort(),
      unseen: unseenActions([]),
      unlogged: unloggedActions(),
      unasked: freeOperations(),
    };
  });
}
