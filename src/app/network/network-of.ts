import type { Snapshot } from '../../model/snapshot.ts';
import { Network } from '../../network/network.ts';

/**
 * The network of a snapshot. A folder of `aws` output holds what somebody asked for: settings that it does not tell are
 * taken to be as AWS makes them, while elsewhere what was denied stays unknown.
 */
export function networkOf(snapshot: Snapshot): Network {
  return new Network(snapshot, { assumesDefaults: snapshot.header.source === 'aws-json' });
}
