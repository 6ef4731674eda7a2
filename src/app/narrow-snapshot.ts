import type { ResourceType } from '../model/resource-types.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { ALL_COLLECTORS } from '../sources/aws/services/index.ts';
import { type SourceOptions, takeSnapshot } from './snapshot-source.ts';

/** A snapshot with resources of these types; nothing else is read from AWS. Rejects with `UsageError`. */
export function takeNarrowSnapshot(
  options: SourceOptions,
  types: ReadonlySet<ResourceType>,
): Promise<Snapshot> {
  const collectors = ALL_COLLECTORS.filter(({ type }) => types.has(type));
  const wantedCalls = new Set(
    collectors.flatMap(({ calls, onDemand = [] }) => calls.filter((call) => !onDemand.includes(call))),
  );
  return takeSnapshot({ ...options, collectors, wantedCalls });
}
