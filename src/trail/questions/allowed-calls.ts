import type { UsedCall } from '../../iam/index.ts';
import type { PrincipalUse, UsedAction } from '../answers/used-document.ts';
import type { Events } from '../open-events.ts';
import { usedCallsOf } from '../used-calls.ts';
import { summedCalls } from '../uses/summed-calls.ts';
import type { Window } from '../window.ts';
import { type CallGroup, eventOfGroup } from './call-group.ts';
import { PrincipalTally } from './principal-tally.ts';
import { usedBy, usedQuestion } from './used.ts';

export interface AllowedCalls {
  /** What AWS let through, each call once. */
  readonly calls: readonly UsedCall[];
  /** Null: no event of the principal is there. */
  readonly use: PrincipalUse | null;
}

/** By account: services of whose data events the lake has any, `s3.amazonaws.com`. */
export type DataSources = ReadonlyMap<string | null, readonly string[]>;

/**
 * The calls of a user or role, all its sessions together, as the IAM engine asks for them. @param principal its ARN.
 */
export async function allowedCallsOf(
  { connection }: Events,
  principal: string,
  window: Window,
  dataSources: DataSources,
): Promise<AllowedCalls> {
  const { sql, values } = usedQuestion(principal, window);
  const calls = new Map<string, UsedCall>();
  let tally: PrincipalTally | null = null;
  const result = await connection.stream(sql, [...values]);
  for await (const rows of result.yieldRowObjectJson())
    for (const group of rows as unknown as readonly CallGroup[]) {
      tally ??= new PrincipalTally(group.principal);
      const sum = summedCalls(group);
      tally.add(sum);
      if (sum.outcome === 'denied') continue;
      for (const call of usedCallsOf(eventOfGroup(group))) calls.set(`${call.action} ${call.resource}`, call);
    }
  return {
    calls: [...calls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, call]) => call),
    use: tally?.use(dataSources) ?? null,
  };
}

/** Of everybody at once, without the resources: the lake's sums will do. By ARN. */
export async function allowedActionsOfAll(
  events: Events,
  window: Window,
): Promise<ReadonlyMap<string, AllowedCalls>> {
  const { principals } = await usedBy(events, window);
  return new Map(principals.map((use) => [use.principal, { calls: use.actions.map(anywhere), use }]));
}

function anywhere({ action }: UsedAction): UsedCall {
  return { action, resource: null };
}
