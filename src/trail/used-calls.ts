import { typesOfArn } from '../iam/catalogue/resource-type-of.ts';
import { type ActionFacts, CATALOGUE, type UsedCall } from '../iam/index.ts';
import { isAskedOtherwise } from './asked-otherwise.ts';
import { iamActionsOf } from './event-actions.ts';
import { resourcesOf } from './event-resources.ts';
import type { TrailEvent } from './mapping/trail-event.ts';

/**
 * The calls that an event was, for `leastPrivilege`: an action with the resource that AWS asked for, where the event tells
 * it for certain. It does not where an action is asked for several resources at once (ec2:RunInstances), where one event
 * needs several actions, or where another ARN was asked for: of what the call only made, of an alias, of an access point. Events whose
 * actions are not known give none; calls that were denied are for the caller to leave out.
 */
export function usedCallsOf(event: TrailEvent): readonly UsedCall[] {
  const needed = iamActionsOf(event);
  if (needed.kind !== 'mapped') return [];
  const own = needed.actions.filter((action) => action !== PASS_ROLE);
  const passed = needed.passed.map((resource) => ({ action: PASS_ROLE, resource }));
  if (own.length > 1) return [...own.map((action) => ({ action, resource: null })), ...passed];
  return [...own.flatMap((action) => callsOf(action, event)), ...passed];
}

const PASS_ROLE = 'iam:PassRole';

function callsOf(action: string, event: TrailEvent): readonly UsedCall[] {
  const facts = CATALOGUE.action(action);
  if (!facts) return [{ action, resource: null }];
  if (facts.resourceTypes.length === 0) return [{ action, resource: '*' }];
  const arns = isOfOne(facts) ? arnsOf(facts, event) : [];
  return arns.length === 0 ? [{ action, resource: null }] : arns.map((resource) => ({ action, resource }));
}

/** An action is asked for all types that it requires, and for one of those that it doesn't. */
function isOfOne({ resourceTypes }: ActionFacts): boolean {
  return resourceTypes.length === 1 || resourceTypes.every(({ required }) => !required);
}

function arnsOf(facts: ActionFacts, event: TrailEvent): readonly string[] {
  const asked = resourcesOf({ ...event, responseElements: null });
  const arns = asked.flatMap(({ arn }) => (arn !== null && typesOfArn(facts, arn).length > 0 ? [arn] : []));
  return isAskedOtherwise(event, arns) ? [] : [...new Set(arns)];
}
