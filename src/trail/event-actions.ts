import { CATALOGUE } from '../iam/catalogue/catalogue.ts';
import { actionsNeeded, type EventRule, type Need, textsMatter } from './mapping/event-rule.ts';
import { EVENT_RULES } from './mapping/event-rules.ts';
import { operationOf, serviceOf } from './mapping/event-service.ts';
import { rolesPassed } from './mapping/passed-roles.ts';
import { perOperation } from './mapping/per-operation.ts';
import { taggingNeeds } from './mapping/tags-on-creation.ts';
import type { TrailEvent } from './mapping/trail-event.ts';
import { isFree, isNoCall } from './mapping/without-permission.ts';

export type { TrailEvent } from './mapping/trail-event.ts';

/**
 * The IAM actions that had to be allowed for an event to happen.
 * - `mapped`: `actions` has their names as AWS writes them, each once; `passed` the roles that iam:PassRole, then
 *   among them, was for.
 * - `no-permission`: no policy is asked, as for a sign-in, an event of the service itself, sts:GetCallerIdentity.
 * - `unknown`: neither is documented; never a guess.
 * Whether the call was allowed stands in the event's errorCode, which is not looked at.
 */
export type EventActions =
  | { readonly kind: 'mapped'; readonly actions: readonly string[]; readonly passed: readonly PassedRole[] }
  | { readonly kind: 'no-permission' }
  | { readonly kind: 'unknown' };

/** Null: the event has its instance profile or its name, not its ARN. */
export type PassedRole = string | null;

/**
 * From the request alone: what AWS further asks of the caller because of the state it finds (the key of an encrypted
 * bucket, the role within a launch template) has either an event of its own or none.
 */
export function iamActionsOf(event: TrailEvent): EventActions {
  if (isNoCall(event)) return { kind: 'no-permission' };
  // Done in the console without an API call: which right it took stands nowhere.
  if (event.eventType === 'AwsConsoleAction') return { kind: 'unknown' };
  const service = serviceOf(event);
  if (service === null) return { kind: 'unknown' };
  const operation = operationNeeds(service, event.eventName);
  if (operation.isFree) return { kind: 'no-permission' };
  const own = actionsNeeded(operation.own, event);
  return own.length === 0 ? { kind: 'unknown' } : withDerived(own, operation, event);
}

/** Whether these actions might be others if the texts of the request that are not empty were others. */
export function dependOnTexts(event: TrailEvent): boolean {
  const service = serviceOf(event);
  if (service === null) return false;
  const { own, tagging } = operationNeeds(service, event.eventName);
  return textsMatter(own, event) || textsMatter(tagging, event);
}

/** What is known of an operation, whatever is asked of it. */
interface OperationNeeds {
  /** `ec2:RunInstances` */
  readonly name: string;
  readonly isFree: boolean;
  readonly own: readonly Need[];
  readonly tagging: readonly Need[];
}

const operationNeeds = perOperation((service, eventName): OperationNeeds => {
  const operation = named(service, eventName);
  const name = `${service}:${operation}`;
  return {
    name,
    isFree: isFree(name),
    own: ownNeeds(service, operation),
    tagging: taggingNeeds(service, operation),
  };
});

const RULES: ReadonlyMap<string, EventRule> = new Map(
  EVENT_RULES.flatMap((rule) => rule.events.map((event) => [event, rule] as const)),
);

/** A name that is an action as it stands keeps its end, whatever that looks like. */
function named(service: string, eventName: string): string {
  return CATALOGUE.action(`${service}:${eventName}`) ? eventName : operationOf(eventName);
}

function ownNeeds(service: string, operation: string): readonly Need[] {
  const rule = RULES.get(`${service}:${operation}`);
  if (rule) return rule.needs;
  const action = CATALOGUE.action(`${service}:${operation}`);
  return action ? [`${service}:${action.name}`] : [];
}

function withDerived(
  own: readonly string[],
  { name, tagging }: OperationNeeds,
  event: TrailEvent,
): EventActions {
  const passed = rolesPassed(name, event);
  const tagged = actionsNeeded(tagging, event);
  const passing = passed.length > 0 ? ['iam:PassRole'] : [];
  return { kind: 'mapped', actions: [...new Set([...own, ...tagged, ...passing])], passed };
}
