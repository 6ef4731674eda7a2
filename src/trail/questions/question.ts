import type { Window } from '../window.ts';

/**
 * SQL that DuckDB and Trino read alike, with a `?` for each value: no `->>`, functions of both, every order told of its
 * nulls. What needs more is done with the rows.
 */
export interface Question {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Conditions, and their values in order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

export function within({ from, to }: Window): readonly Condition[] {
  return [
    ...(from === undefined ? [] : [{ sql: 'event_time >= CAST(? AS TIMESTAMP)', values: [sqlTime(from)] }]),
    ...(to === undefined ? [] : [{ sql: 'event_time < CAST(? AS TIMESTAMP)', values: [sqlTime(to)] }]),
  ];
}

/** Neither takes the T and the Z of ISO 8601 in a timestamp without a zone alike. */
function sqlTime(iso: string): string {
  return iso.slice(0, 23).replace('T', ' ').replace('Z', '');
}

export function all(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND ') || '1 = 1',
    values: conditions.flatMap(({ values }) => values),
  };
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' OR ') || '1 = 0',
    values: conditions.flatMap(({ values }) => values),
  };
}
