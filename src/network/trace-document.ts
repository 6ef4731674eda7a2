import type { Unread } from '../model/reading.ts';
import type { ClientPorts } from './trace.ts';
import type { Trace } from './trace-packet.ts';

/** What `rampart network trace` tells: the shape of docs/schema/network-trace.v1.json. */
export interface TraceDocument extends Pick<Trace, 'verdict' | 'forward' | 'reply' | 'onward' | 'blockedAt'> {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly asOf: string | null;
  readonly question: { readonly from: string; readonly to: string; readonly traffic: string };
  readonly clientPorts: ClientPorts | null;
  /** `tcp 198.51.100.1:49152 → 203.0.113.10:443` */
  readonly packet: string;
  readonly unread: readonly Pick<Unread, 'call' | 'why'>[];
}
