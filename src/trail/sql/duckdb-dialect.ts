import { quoted } from '../duckdb.ts';
import type { Dialect, Sql } from './dialect.ts';

/**
 * DuckDB's JSON paths do not look into lists on their own, as Trino's do: each step takes them apart.
 * https://duckdb.org/docs/stable/data/json/json_functions
 */
export const DUCKDB: Dialect = {
  name: 'duckdb',
  anyAt: (column, path, test) => `len(list_filter(${textsAt(column, path)}, lambda x: ${test('x')})) > 0`,
  existsAt: (column, path) => `len(${nodesAt(column, path)}) > 0`,
  textsAt,
  matches: (text, regex) => `regexp_matches(${text}, ${regex})`,
  isoTime: (column) => `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`,
  list: (text) => `[${text}]`,
  share: (one, other) => `list_has_any(${lowered(one)}, ${lowered(other)})`,
};

function lowered(list: Sql): Sql {
  return `list_transform(${list}, lambda x: lower(x))`;
}

function textsAt(column: string, path: readonly string[]): Sql {
  return `list_transform(list_filter(${unlisted(nodesAt(column, path))}, lambda x: json_type(x) <> 'NULL'), lambda x: json_extract_string(x, '$'))`;
}

function nodesAt(column: string, path: readonly string[]): Sql {
  return path.reduce(
    (nodes, key) =>
      `list_filter(list_transform(${unlisted(nodes)}, lambda x: json_extract(x, ${quoted(`$."${key}"`)})), lambda x: x IS NOT NULL)`,
    `[CAST(${column} AS JSON)]`,
  );
}

/** Each list among the nodes gives its elements in its place. */
function unlisted(nodes: Sql): Sql {
  return `flatten(list_transform(${nodes}, lambda x: CASE WHEN json_type(x) = 'ARRAY' THEN json_extract(x, '$[*]') ELSE [x] END))`;
}
