import { arnName, parseArn } from '../../model/arn.ts';
import type { JsonObject } from '../../model/json.ts';
import { listOf, objectOf, textOf } from './evidence-parts.ts';

/** A way to an administrator, as a finding's evidence tells it. */
export interface Way {
  /** The first step's: `iam-put-user-policy`. */
  readonly technique: string;
  /** At least one. */
  readonly steps: readonly WayStep[];
  /** What nobody read and it hangs on, a sentence each. */
  readonly assumes: readonly string[];
}

export interface WayStep {
  /** ARNs; the same where somebody gives itself rights. */
  readonly from: string;
  readonly to: string;
  /** `puts an inline policy on ops` */
  readonly does: string;
  readonly requests: readonly WayRequest[];
}

export interface WayRequest {
  readonly action: string;
  readonly resource: string;
  /** What the request says beside: `iam:PassedToService`. */
  readonly context: readonly (readonly [key: string, value: string])[];
  /** Names of the statements that allow it. */
  readonly statements: readonly string[];
}

/** Whoever can become an administrator has a finding with one of his ways; other checks point at the same ways. */
export function tellsWay(check: string): boolean {
  return check.startsWith('principal-no-escalation');
}

/** Null: the evidence tells no way. */
export function wayOf({ technique, steps, assumes }: JsonObject): Way | null {
  const read = listOf(steps).map((each) => stepOf(objectOf(each)));
  if (read.length === 0) return null;
  return { technique: textOf(technique), steps: read, assumes: listOf(assumes).map(textOf) };
}

function stepOf({ from, to, does, requests }: JsonObject): WayStep {
  return {
    from: textOf(from),
    to: textOf(to),
    does: textOf(does),
    requests: listOf(requests).map((each) => requestOf(objectOf(each))),
  };
}

function requestOf({ action, resource, context, statements }: JsonObject): WayRequest {
  return {
    action: textOf(action),
    resource: textOf(resource),
    context: Object.entries(objectOf(context)).map(([key, value]) => [key, textOf(value)]),
    statements: listOf(statements).map(textOf),
  };
}

export type PrincipalKind = 'user' | 'role' | 'other';

/** Who stands at an end of a step. */
export interface WayPrincipal {
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly account: string;
}

export function principalOf(arn: string): WayPrincipal {
  const { account = '', resource = '' } = parseArn(arn) ?? {};
  const kind = /^(user|role)\//.exec(resource)?.[1];
  return { kind: kind === 'user' || kind === 'role' ? kind : 'other', name: arnName(arn), account };
}

/** `assumes chain-a; as chain-a, assumes chain-b` */
export function wayInWords({ steps }: Way): string {
  return steps
    .map(({ from, does }, index) => (index === 0 ? does : `as ${principalOf(from).name}, ${does}`))
    .join('; ');
}
