/** What every answer of `rampart iam` begins with. */
export interface AnswerHead {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** `files`, or where the snapshot came from: `aws`, `aws-json`, `authorization-details`, `recording`. */
  readonly source: string;
  /** When the accounts were read, ISO 8601; null: nothing but files was read. */
  readonly asOf: string | null;
}

/** A call without answer on which more may hang than the rest says. */
export interface UnreadCall {
  readonly call: string;
  readonly why: string;
}
