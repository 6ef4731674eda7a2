import type { Connection } from '../duckdb.ts';
import { NAME_SUM_SQL, type NameFilter, nameFilter } from '../lake/name-filter.ts';
import { IS_CHANGE, NAMING_COLUMNS } from '../questions/named-resource.ts';

/** Of every text in JSON, keys too, for then no text can be taken for the gap between two: what follows its last / or :. */
const NAMES = `list_transform(
  regexp_extract_all(concat_ws(' ', ${NAMING_COLUMNS.join(', ')}), '"((?:[^"\\\\]|\\\\.)*)"', 1),
  lambda text: regexp_extract(text, '[^/:]*$'))`;

/** The filter of the names in those of the staged events that change something. */
export async function filterOf(connection: Connection, isChosen: string): Promise<NameFilter> {
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT ${NAME_SUM_SQL}(unnest(${NAMES})) FROM staged WHERE ${isChosen} AND ${IS_CHANGE}`,
  );
  return nameFilter((reader.getColumns()[0] ?? []) as readonly bigint[]);
}
