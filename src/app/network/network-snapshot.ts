import type { Snapshot } from '../../model/snapshot.ts';
import { NETWORK_TYPES } from '../../network/network-types.ts';
import { takeNarrowSnapshot } from '../narrow-snapshot.ts';
import type { SourceOptions } from '../snapshot-source.ts';

/** A snapshot with what decides which packets get through. Rejects with `UsageError`. */
export function takeNetworkSnapshot(options: SourceOptions): Promise<Snapshot> {
  return takeNarrowSnapshot(options, new Set(NETWORK_TYPES));
}
