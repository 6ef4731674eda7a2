/** `docs/schema/trail-ingest.v1.json`: what one run took in. */
export interface IngestDocument {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly lake: string;
  /** It was interrupted: the next run goes on where this one ended. */
  readonly isStopped: boolean;
  /** By what they turned out to be; `known`: taken in before. */
  readonly files: {
    readonly known: number;
    readonly log: number;
    readonly digest: number;
    readonly insight: number;
    readonly empty: number;
    readonly foreign: number;
    readonly quarantined: number;
    readonly unread: number;
  };
  readonly events: number;
  /** Events that were there before. */
  readonly duplicates: number;
  readonly quarantined: readonly { readonly file: string; readonly reason: string }[];
  /** Records that did not go in while the rest of their file did; the first hundred of each file. */
  readonly setAside: readonly {
    readonly file: string;
    readonly index: number | null;
    readonly eventId: string | null;
    readonly reason: string;
  }[];
  readonly setAsideRecords: number;
  /** Files that could not be had. */
  readonly unread: readonly { readonly file: string; readonly why: string }[];
}
