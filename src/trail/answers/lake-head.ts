/** What an answer rests on: beyond these days and accounts nothing is known. */
export interface LakeHead {
  /** Or the table of Athena. */
  readonly folder: string;
  readonly accounts: readonly string[];
  /** `2026-11-27`, UTC; null: there is no event. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Null: Athena was asked, whose table is not counted. */
  readonly events: number | null;
  readonly quarantinedFiles: number;
}

export interface TrailAnswer {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly lake: LakeHead;
}
