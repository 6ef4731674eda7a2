import type { TouchedResource } from '../../model/trail-change.ts';
import type { CallOutcome } from '../answers/event.ts';
import { type EventActions, iamActionsOf, type TrailEvent } from '../event-actions.ts';
import { resourcesOf } from '../event-resources.ts';
import { type CallGroup, eventOfGroup } from '../questions/call-group.ts';
import { callOutcome } from '../questions/call-outcome.ts';

/** Calls of a principal that took the same permissions, or failed to, with all that they name. */
export interface SummedCalls {
  readonly principal: string;
  readonly userType: string | null;
  readonly account: string | null;
  readonly source: string;
  readonly name: string;
  readonly outcome: CallOutcome;
  readonly kind: EventActions['kind'];
  readonly actions: readonly string[];
  readonly calls: number;
  /** As DuckDB prints it. */
  readonly firstUsed: string;
  readonly lastUsed: string;
  /** ARNs, else ids; one may stand here several times. */
  readonly resources: readonly string[];
}

export function summedCalls(group: CallGroup): SummedCalls {
  const event = eventOfGroup(group);
  return {
    principal: group.principal,
    userType: group.user_type,
    account: group.account_id,
    source: group.event_source,
    name: group.event_name,
    outcome: callOutcome(group.error_code, group.error_message),
    ...neededFor(event),
    calls: Number(group.calls),
    firstUsed: group.first_used,
    lastUsed: group.last_used,
    resources: namesIn(event),
  };
}

export function neededFor(event: TrailEvent): Pick<SummedCalls, 'kind' | 'actions'> {
  const needed = iamActionsOf(event);
  return { kind: needed.kind, actions: needed.kind === 'mapped' ? needed.actions : [] };
}

export function namesIn(event: TrailEvent): readonly string[] {
  return resourcesOf(event).map(nameOf);
}

export function nameOf({ arn, id }: TouchedResource): string {
  return arn ?? id;
}
