/** Where CloudTrail's files lie. */
export interface LogSource {
  /** Such as `s3://bucket/prefix`, or a folder. */
  readonly name: string;
  list(signal: AbortSignal): AsyncIterable<SourceFile>;
  /** The path of a local file with what this one holds: it may be fetched into `scratch` for that. */
  fetch(file: SourceFile, scratch: string, signal: AbortSignal): Promise<string>;
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
