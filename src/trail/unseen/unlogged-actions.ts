import { actionsWithoutOperation } from '../../iam/least-privilege/without-operation.ts';
import { EVENT_RULES } from '../mapping/event-rules.ts';

/**
 * The actions that no event tells of, because they are no operation. iam:PassRole is one of them: requests name most of
 * the roles that they hand on, and not those within a launch template, say; so what is seen of it was used, and what is
 * not seen may have been.
 */
export function unloggedActions(): readonly string[] {
  unlogged ??= actionsWithoutOperation().filter((action) => !TOLD_BY_REQUESTS.has(action));
  return unlogged;
}

let unlogged: readonly string[] | null = null;

/** Events of another name stand for them. */
const TOLD_BY_REQUESTS: ReadonlySet<string> = new Set(
  EVENT_RULES.flatMap(({ needs }) => needs)
    .flatMap((need) => (typeof need === 'string' ? [need] : [need.action, need.otherwise]))
    .filter((action) => action !== undefined),
);
