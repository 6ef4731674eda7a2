/** Where CloudTrail's files lie. */
export interface LogSource {
  /** Such as `s3://bucket/prefix`, or a folder. */
  readonly name: string;
  /** Files that are worth reading at once. */
  readonly atOnce: number;
  list(listing: Listing): AsyncIterable<SourceFile>;
  /** The path of a local file with what this one holds: it may be fetched into `scratch` for that. */
  fetch(file: SourceFile, scratch: string, signal: AbortSignal): Promise<string>;
  /** What was attached as the signature of a digest. Absent: copies do not have it. */
  signature?(file: SourceFile, signal: AbortSignal): Promise<string | null>;
}

/** What is known when a source lists its files, which spares it those that are old. */
export interface Listing {
  /** Versions of the files that the lake has, by URI. */
  readonly taken: ReadonlyMap<string, string>;
  /** Files that could not be had, and are to be tried again. */
  readonly unread: Iterable<string>;
  readonly signal: AbortSignal;
}

/** A file that could not be had, and why. */
export interface Unread {
  readonly uri: string;
  readonly why: string;
}

export interface SourceFile {
  /** Whole and lasting: `s3://bucket/key`, or an absolute path. What the lake keeps as evidence. */
  readonly uri: string;
  readonly bytes: number;
  /** Changes when the content does: an ETag, or size and time of change. */
  readonly version: string;
}
