import type { Row } from './row.ts';

export interface Result {
  readonly rows: readonly Row[];
  /** Markdown below the table. */
  readonly extra: string;
}
