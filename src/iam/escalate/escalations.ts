import type { Unread } from '../../model/reading.ts';
import type { IamView } from '../view/iam-view.ts';
import type { Actor } from './actor.ts';
import { type Call, carryOut } from './calls.ts';
import { allowing } from './everything.ts';
import type { AllowedRequest } from './may.ts';
import { type Edge, Search } from './search.ts';
import { isServiceLinked } from './service-linked.ts';
import { WEAKENINGS } from './weakenings.ts';

/** A principal that may write IAM without restriction, with the requests that show it. */
export interface Administrator {
  readonly principal: string;
  readonly account: string;
  readonly requests: readonly AllowedRequest[];
}

/** A way from a principal to an administrator, step by step. */
export interface EscalationPath {
  readonly principal: string;
  readonly account: string;
  /** The first step's technique: `iam-put-user-policy`. */
  readonly technique: string;
  readonly steps: readonly EscalationStep[];
  /** What nobody read and the path hangs on, a sentence each; empty: it is certain. */
  readonly assumes: readonly string[];
}

export interface EscalationStep {
  readonly technique: string;
  /** ARN. */
  readonly from: string;
  /** ARN; the same as `from` where it gives itself rights. */
  readonly to: string;
  /** `puts an inline policy on ops` */
  readonly does: string;
  readonly requests: readonly AllowedRequest[];
}

/** A right to open some resource, or to take MFA away: what it leads to hangs on what is there. */
export interface Power {
  readonly principal: string;
  readonly account: string;
  readonly technique: string;
  readonly does: string;
  readonly requests: readonly AllowedRequest[];
  readonly assumes: readonly string[];
}

export interface Escalations {
  readonly administrators: readonly Administrator[];
  /** Shortest paths of those who are none, one for each technique of a first step. */
  readonly paths: readonly EscalationPath[];
  /** The same by requests without MFA: of those whose policies ask for MFA nowhere, the same paths. */
  readonly pathsWithoutMfa: readonly EscalationPath[];
  readonly powers: readonly Power[];
  /** Principals of whom more may be true than the rest says. */
  readonly notKnown: readonly {
    readonly principal: string;
    readonly account: string;
    readonly why: Unread;
  }[];
}

/** Who is an administrator, and who can become one. `asOf`: ISO 8601, when the requests would be made. */
export function escalations(view: IamView, asOf: string): Escalations {
  const search = new Search(view, asOf);
  search.run();
  const people = search.actors.filter((actor) => !isServiceLinked(actor));
  const others = people.filter((actor) => !search.administrators.has(actor.key));
  return {
    administrators: people.flatMap((actor) => {
      const requests = search.administrators.get(actor.key);
      return requests ? [{ ...who(actor), requests }] : [];
    }),
    paths: others.flatMap((actor) => pathsOf(search, actor)),
    pathsWithoutMfa: others.flatMap((actor) => pathsOf(search, search.withoutMfa(actor))),
    powers: others.flatMap((actor) => powersOf(search, actor)),
    notKnown: people.flatMap((actor) => notKnown(search, actor)),
  };
}

function who({ principal: { arn, account } }: Actor): {
  readonly principal: string;
  readonly account: string;
} {
  return { principal: arn, account };
}

function pathsOf(search: Search, actor: Actor): readonly EscalationPath[] {
  const edges = search.found.get(actor.key)?.edges ?? [];
  return edges.map((edge) => {
    const way = [edge, ...onward(search, edge.to)];
    return {
      ...who(actor),
      technique: edge.technique.id,
      steps: way.map(toStep),
      assumes: [...new Set(way.flatMap(({ assumes }) => assumes))],
    };
  });
}

/** The nearest way on; each step is nearer, so it ends. */
function onward(search: Search, from: Actor): readonly Edge[] {
  const edges = search.found.get(from.key)?.edges ?? [];
  const distanceOf = ({ to }: Edge): number => search.found.get(to.key)?.distance ?? 0;
  const [next] = edges.toSorted((a, b) => distanceOf(a) - distanceOf(b));
  return next ? [next, ...onward(search, next.to)] : [];
}

function toStep({ technique, from, to, requests }: Edge): EscalationStep {
  const target = from.arn === to.arn ? 'itself' : to.principal.name;
  return {
    technique: technique.id,
    from: from.arn,
    to: to.arn,
    does: technique.does.replaceAll('{to}', target),
    requests,
  };
}

function powersOf(search: Search, actor: Actor): readonly Power[] {
  return WEAKENINGS.flatMap(({ id, does, calls, assumes }) => {
    if (!search.permissions.allowsSome(actor, calls[0]?.action ?? '')) return [];
    const carried = carryOut(
      search.permissions,
      actor,
      calls.map((call) => byIamPolicies(call, actor)),
    );
    return carried.answer === 'allowed'
      ? [{ ...who(actor), technique: id, does, requests: carried.requests, assumes }]
      : [];
  });
}

/**
 * A key's policy decides whether IAM policies count, as AWS's default key policy lets them.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function byIamPolicies(call: Call, { account: { account, partition } }: Actor): Call {
  if (!call.action.startsWith('kms:')) return call;
  return { ...call, resourcePolicy: allowing(`arn:${partition}:iam::${account}:root`, 'kms:*') };
}

function notKnown(search: Search, actor: Actor): Escalations['notKnown'] {
  const unsure = search.unsure.get(actor.key);
  const reasons: readonly Unread[] = [
    ...actor.principal.unread,
    ...(unsure === undefined
      ? []
      : [{ status: 'unread' as const, call: 'rampart/iam', why: `TooHard: ${unsure}` }]),
  ];
  return reasons.map((why) => ({ ...who(actor), why }));
}
