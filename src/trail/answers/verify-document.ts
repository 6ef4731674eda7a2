/** What is wrong with a digest or a log file; `unproved`: nothing shows that it is right. */
export type Fault = 'missing' | 'changed' | 'unsigned' | 'unproved';

export interface FaultyFile {
  readonly file: string;
  readonly kind: 'digest' | 'log';
  readonly account: string | null;
  readonly region: string | null;
  readonly fault: Fault;
  readonly why: string;
}

/** ISO 8601. */
export interface TimeSpan {
  readonly account: string;
  readonly region: string;
  /** Its name; empty: the digests' names do not have it. */
  readonly trail: string;
  readonly from: string;
  readonly to: string;
}

/** `docs/schema/trail-verify.v1.json`. */
export interface VerifyDocument {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly digests: { readonly valid: number; readonly faulty: number };
  readonly logs: {
    readonly valid: number;
    readonly faulty: number;
    /** Delivered after the last digest: the next tells of them. */
    readonly notYetDigested: number;
  };
  readonly faults: readonly FaultyFile[];
  /** By account, region and trail, the times that valid digests tell of, and those between and after of which none does. */
  readonly covered: readonly TimeSpan[];
  readonly gaps: readonly TimeSpan[];
  /** Of a bucket: after the last digest of the whole trail. It has ended, or the newest were taken away. */
  readonly since: readonly TimeSpan[];
}

/** Without any, whether the trail has no validation, the place is another or all were taken away is not told. */
export function hasDigests({ digests }: Pick<VerifyDocument, 'digests'>): boolean {
  return digests.valid + digests.faulty > 0;
}
