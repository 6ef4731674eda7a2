import type { Unread } from '../model/reading.ts';
import type { BrokenIntent } from './edits/broken-intents.ts';
import type { CutFlow } from './edits/cut-flows.ts';
import type { EditKind } from './edits/edit.ts';

type NotRead = Pick<Unread, 'call' | 'why'>;

/** What `rampart network exposed` tells: the shape of docs/schema/network-exposed.v1.json. */
export interface ExposedDocument {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly asOf: string | null;
  /** What was asked for; null: any. */
  readonly port: number | null;
  readonly summary: {
    /** Interfaces that were read, those with an address of the internet, and those that it reaches. */
    readonly interfaces: number;
    readonly addressed: number;
    readonly reached: number;
    readonly notKnown: number;
  };
  readonly interfaces: readonly ReachedInterface[];
  /** Single edits that close more than one exposure; null: not asked for. */
  readonly sharedEdits: readonly SharedEdit[] | null;
  /** Lists that may hold more interfaces. */
  readonly unread: readonly NotRead[];
}

export interface ReachedInterface {
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly networkInterfaceId: string;
  readonly instanceId: string | null;
  readonly description: string;
  /** Where the internet sends. */
  readonly address: string;
  readonly traffic: readonly ReachedTraffic[];
  /** Of a load balancer's node: where what gets in ends. */
  readonly handsOn: readonly HandedTo[];
  /** More may get through. */
  readonly missing: readonly NotRead[];
}

export interface ReachedTraffic {
  /** `tcp 443`, `udp 1000-2000`, `icmp type 8`, `other protocols`. */
  readonly traffic: string;
  readonly protocol: number | null;
  readonly from: number;
  readonly to: number;
  /** Of the family's whole address space, that of those whom it comes from: 2^-16 for a /16. */
  readonly share: number;
  readonly clientPorts: 'all' | 'some' | null;
  readonly groupIds: readonly string[];
  /** One packet that gets through. */
  readonly packet: string;
  /** Null: not asked for. */
  readonly closing: ToldClosing | null;
}

interface ToldEdit {
  readonly kind: EditKind;
  readonly account: string;
  readonly region: string;
  /** `revoke tcp 22 from 0.0.0.0/0 in sg-web` */
  readonly says: string;
}

export interface SharedEdit extends ToldEdit {
  readonly commands: readonly string[];
  readonly closes: readonly (Pick<ReachedInterface, 'networkInterfaceId' | 'address'> &
    Pick<ReachedTraffic, 'traffic'>)[];
}

/** What closes an exposure. */
export interface ToldClosing {
  /** The best first. */
  readonly sets: readonly {
    readonly edits: readonly ToldEdit[];
    /** Of the AWS CLI. */
    readonly commands: readonly string[];
    readonly cuts: {
      readonly fromInternet: readonly CutFromInternet[];
      /** What load balancers would not hand on any more, though they take it. */
      readonly targets: readonly (Omit<HandedTo, 'closing'> & { readonly from: string })[];
      readonly flows: readonly (Omit<CutFlow, 'packet'> & { readonly packet: string })[];
      /** Of rampart.yaml, what must get through, does, and would not any more. */
      readonly intents: readonly (Omit<BrokenIntent, 'packet'> & { readonly packet: string | null })[];
      readonly isBounded: boolean;
      readonly missing: readonly NotRead[];
    };
  }[];
  /** There may be sets of more edits. */
  readonly isBounded: boolean;
  /** Why of other edits it is not known. */
  readonly missing: readonly NotRead[];
}

/** What the internet would not reach any more besides. */
export interface CutFromInternet
  extends Pick<ReachedTraffic, 'traffic' | 'protocol' | 'from' | 'to' | 'share'>,
    Pick<ReachedInterface, 'networkInterfaceId' | 'address'> {}

export interface HandedTo {
  /** What the internet sends: `tcp 443`. */
  readonly traffic: string;
  /** As it is registered: an instance, an address. */
  readonly targetId: string;
  readonly networkInterfaceId: string;
  readonly address: string;
  readonly port: number;
  /** Null: not asked for. */
  readonly closing: ToldClosing | null;
}
