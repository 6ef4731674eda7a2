import type { TrailAnswer } from './lake-head.ts';

export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };

/** `docs/schema/trail-query.v1.json`. */
export interface QueryDocument extends TrailAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
  /** There are more rows. */
  readonly isCut: boolean;
}
