/** A value in SQL, or a condition upon one. */
export type Sql = string;

/** What DuckDB and Trino write differently. Everything else is SQL that both read alike. */
export interface Dialect {
  readonly name: 'duckdb' | 'trino';
  /** Whether any value at a path of a JSON column, lists taken apart, is one of which `test` is true. */
  readonly anyAt: (column: string, path: readonly string[], test: (text: Sql) => Sql) => Sql;
  /** Whether the path is there, null or not. */
  readonly existsAt: (column: string, path: readonly string[]) => Sql;
  /** The texts at a path, as a list. */
  readonly textsAt: (column: string, path: readonly string[]) => Sql;
  /** Whether a regular expression that both understand is found in a text. */
  readonly matches: (text: Sql, regex: Sql) => Sql;
  /** `2026-11-27T22:00:00Z` */
  readonly isoTime: (column: string) => Sql;
  /** A list of one text. */
  readonly list: (text: Sql) => Sql;
  /** Whether two lists of texts have one in common, whatever its case. */
  readonly share: (one: Sql, other: Sql) => Sql;
}
