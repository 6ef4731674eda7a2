import { quoted } from '../duckdb.ts';
import type { Dialect, Sql } from './dialect.ts';

/**
 * Trino's, and so Athena's of engine version 3. Its lax paths look into lists on their own. The elements are taken from
 * the list's text, for a value of the type JSON has its keys in another order.
 * https://trino.io/docs/current/functions/json.html
 */
export const TRINO: Dialect = {
  name: 'trino',
  anyAt: (column, path, test) => `any_match(${textsAt(column, path)}, x -> ${test('x')})`,
  existsAt: (column, path) => `json_exists(${column}, ${quoted(laxPath(path))})`,
  textsAt,
  matches: (text, regex) => `regexp_like(${text}, ${regex})`,
  isoTime: (column) => `date_format(${column}, '%Y-%m-%dT%H:%i:%sZ')`,
  list: (text) => `ARRAY[${text}]`,
  share: (one, other) => `arrays_overlap(${lowered(one)}, ${lowered(other)})`,
};

function lowered(list: Sql): Sql {
  return `transform(${list}, x -> lower(x))`;
}

/** `json_array_get` gives a text without its quotes, and null for null. */
function textsAt(column: string, path: readonly string[]): Sql {
  const list = `json_query(${column}, ${quoted(`${laxPath(path)}[*]`)} WITH ARRAY WRAPPER)`;
  const elements = `transform(sequence(0, json_array_length(${list}) - 1), i -> json_format(json_array_get(${list}, i)))`;
  return `filter(${elements}, x -> x IS NOT NULL)`;
}

function laxPath(path: readonly string[]): string {
  return ['lax $', ...path.map((key) => `."${key}"`)].join('');
}
