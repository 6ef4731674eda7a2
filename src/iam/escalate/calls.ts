import { parseArn } from '../../model/arn.ts';
import type { Tags } from '../../model/resource.ts';
import type { ActionFacts } from '../catalogue/action-catalogue.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { typesOfArn } from '../catalogue/resource-type-of.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { isProtectedResource } from '../protected-resource.ts';
import type { Actor } from './actor.ts';
import type { AllowedRequest, May, Permissions } from './may.ts';

/** One call of a technique. */
export interface Call {
  readonly action: string;
  /** An ARN; `new`: something that the caller makes and names, the same for all calls; `some`: whichever there is. */
  readonly on: string;
  readonly context?: Readonly<Record<string, string | null>>;
  readonly tags?: Tags | null;
  readonly resourcePolicy?: PolicyDocument;
}

/** All calls together: `denied` if one is. */
export type Carried =
  | { readonly answer: 'allowed'; readonly requests: readonly AllowedRequest[] }
  | { readonly answer: 'denied' }
  | { readonly answer: 'unsure'; readonly reason: string };

/** What the caller calls the new thing, and where he makes it. */
interface Place {
  readonly region: string;
  readonly name: string;
}

const ANYWHERE: Place = { region: 'us-east-1', name: 'rampart-new' };

/** Whether an actor may make all calls of a technique, the new thing being one and the same in all of them. */
export function carryOut(permissions: Permissions, actor: Actor, calls: readonly Call[]): Carried {
  let outcome: Carried = { answer: 'denied' };
  for (const place of placesFor(permissions, actor, calls)) {
    const carried = allOf(calls.map((call) => () => one(permissions, actor, call, place)));
    if (carried.answer === 'allowed') return carried;
    if (carried.answer === 'unsure') outcome = carried;
  }
  return outcome;
}

/** Anywhere, or where the policy of one of the calls asks for it. */
function* placesFor(permissions: Permissions, actor: Actor, calls: readonly Call[]): Iterable<Place> {
  yield ANYWHERE;
  for (const call of calls.filter(({ on }) => on === 'new')) {
    const some = one(permissions, actor, { ...call, on: 'some' }, ANYWHERE);
    if (some.answer !== 'allowed') return; // then no place will do
    for (const { request } of some.requests) {
      const { region = '', resource = '' } = parseArn(request.resource) ?? {};
      const name = /[^:/]+$/.exec(resource)?.[0];
      if (name !== undefined && name !== ANYWHERE.name) yield { region: region || ANYWHERE.region, name };
    }
  }
}

function allOf(tries: readonly (() => Carried)[]): Carried {
  const requests: AllowedRequest[] = [];
  for (const attempt of tries) {
    const carried = attempt();
    if (carried.answer !== 'allowed') return carried;
    requests.push(...carried.requests);
  }
  return { answer: 'allowed', requests };
}

/** The same call is part of many tries: on what is new or any, it is asked once. */
function one(permissions: Permissions, actor: Actor, call: Call, place: Place): Carried {
  const { action, on, context = {}, tags, resourcePolicy } = call;
  if (resourcePolicy) return onEvery(permissions, actor, call, place);
  if (!permissions.allowsSome(actor, action)) return { answer: 'denied' };
  if ((on !== 'new' && on !== 'some') || tags) return onNamed(permissions, actor, call, place);
  const known = answersOf(permissions, actor);
  const key = [action, on, place.region, place.name, ...Object.entries(context).flat()].join(' ');
  const carried = known.get(key) ?? onEvery(permissions, actor, call, place);
  known.set(key, carried);
  return carried;
}

/** What is denied on one is denied on all of its kind, where no policy tells them apart: it is asked once. */
function onNamed(permissions: Permissions, actor: Actor, call: Call, place: Place): Carried {
  const { action, on, context = {} } = call;
  if (permissions.tellsTargets(actor, action)) return onEvery(permissions, actor, call, place);
  const known = answersOf(permissions, actor);
  const kind = kindOf(on);
  const key = ['every', action, kind, place.region, place.name, ...Object.entries(context).flat()].join(' ');
  const carried = known.get(key) ?? onEvery(permissions, actor, call, place);
  const isProtected = isProtectedResource({ action: action.toLowerCase(), resource: on });
  if (carried.answer === 'denied' && !isProtected) known.set(key, carried);
  return carried;
}

/** `arn:aws:iam::111122223333:user`: all before the name. */
function kindOf(arn: string): string {
  let parts = 1;
  for (let at = 0; at < arn.length; at++) {
    const character = arn[at];
    if ((character === ':' || character === '/') && ++parts > 6) return arn.slice(0, at);
  }
  return arn;
}

const answers = new WeakMap<Permissions, WeakMap<Actor, Map<string, Carried>>>();

function answersOf(permissions: Permissions, actor: Actor): Map<string, Carried> {
  const byActor = answers.get(permissions) ?? new WeakMap<Actor, Map<string, Carried>>();
  answers.set(permissions, byActor);
  const own = byActor.get(actor) ?? new Map<string, Carried>();
  byActor.set(actor, own);
  return own;
}

/**
 * On every resource that AWS checks for the call.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
function onEvery(permissions: Permissions, actor: Actor, call: Call, place: Place): Carried {
  const { action, on, context, tags: resourceTags, resourcePolicy } = call;
  const ask = (resource: string) =>
    permissions.may(actor, { action, resource, context, resourceTags, resourcePolicy });
  const facts = CATALOGUE.action(action);
  if (!facts || facts.resourceTypes.length === 0) return asCarried(ask('*'));
  const isNamed = on !== 'new' && on !== 'some';
  const own = isNamed ? typesOfArn(facts, on) : [];
  const required = facts.resourceTypes.filter((each) => each.required && !own.includes(each));
  const named = isNamed ? [() => asCarried(ask(on))] : [];
  const others = required.map((each) => () => onType(each.type.arns, ask, actor, on, place));
  const either = facts.resourceTypes.map((each) => () => onType(each.type.arns, ask, actor, on, place));
  const tries = [...named, ...others];
  return tries.length > 0 ? allOf(tries) : anyOf(either);
}

function onType(
  templates: ActionFacts['resourceTypes'][number]['type']['arns'],
  ask: (resource: string) => May,
  actor: Actor,
  on: string,
  { region, name }: Place,
): Carried {
  const filled = templates.map((each) => fill(each, actor, (part) => (part === 'Region' ? region : name)));
  const patterns = templates.map((each) => fill(each, actor, () => '*'));
  const resources = on === 'new' ? filled : [...filled, ...patterns];
  return anyOf(resources.map((resource) => () => asCarried(ask(resource))));
}

/** `arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}` */
function fill(template: string, { account }: Actor, other: (part: string) => string): string {
  return template.replace(/\$\{(\w+)\}/g, (_, part: string) => {
    if (part === 'Partition') return account.partition;
    return part === 'Account' ? account.account : other(part);
  });
}

function anyOf(tries: readonly (() => Carried)[]): Carried {
  let outcome: Carried = { answer: 'denied' };
  for (const attempt of tries) {
    const carried = attempt();
    if (carried.answer === 'allowed') return carried;
    if (carried.answer === 'unsure') outcome = carried;
  }
  return outcome;
}

function asCarried(may: May): Carried {
  return may.answer === 'allowed' ? { answer: 'allowed', requests: [may.allowed] } : may;
}
