import type { Family } from '../model/address-range.ts';
import type { Unread } from '../model/reading.ts';
import type { ClientPorts } from './trace.ts';

type NotRead = Pick<Unread, 'call' | 'why'>;

/** What `rampart network reach` tells: the shape of docs/schema/network-reach.v1.json. */
export interface ReachDocument {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly asOf: string | null;
  readonly question: { readonly from: string; readonly to: string };
  readonly pairs: readonly {
    readonly family: Family;
    /** An address, or the name of many; null: the internet. */
    readonly from: string | null;
    readonly to: string;
    readonly traffic: readonly {
      /** `tcp 443`, `udp 1000-2000`, `icmp type 8`, `other protocols`. */
      readonly traffic: string;
      readonly protocol: number | null;
      readonly from: number;
      readonly to: number;
      readonly verdict: 'reachable' | 'unknown';
      readonly clientPorts: ClientPorts | null;
      /** Between every interface of the one and every interface of the other; false: between some. */
      readonly isForAll: boolean;
      readonly packet: string;
    }[];
  }[];
  readonly unread: readonly NotRead[];
}
