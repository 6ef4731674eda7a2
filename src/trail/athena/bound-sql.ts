import { quoted } from '../duckdb.ts';
import { LakeError } from '../lake-error.ts';
import type { Question } from '../questions/question.ts';
import type { Sql } from '../sql/dialect.ts';

/** A text or a name, within which a question mark is one; or a place for a value. */
const PART = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g;

/** A question as one text, its values where they belong. */
export function boundSql({ sql, values }: Question): Sql {
  let next = 0;
  const bound = sql.replaceAll(PART, (part) => (part === '?' ? quoted(values[next++] ?? '') : part));
  if (next !== values.length)
    throw new LakeError(`the question has ${next} places for ${values.length} values`);
  return bound;
}
