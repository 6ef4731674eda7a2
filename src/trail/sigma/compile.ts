import { quoted } from '../duckdb.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';
import { type EventField, TEXT_COLUMNS } from './field.ts';
import { likePattern, plainText } from './pattern.ts';
import { type Expression, ORDERS, type ValueTest } from './rule.ts';

/**
 * A condition on the table `events`, true or false of each row and never null, so that NOT means what it says: every
 * comparison with what may be null is within a coalesce.
 */
export function sqlOf(expression: Expression, dialect: Dialect): Sql {
  switch (expression.kind) {
    case 'all':
    case 'any': {
      const word = expression.kind === 'all' ? ' AND ' : ' OR ';
      return `(${expression.of.map((each) => sqlOf(each, dialect)).join(word)})`;
    }
    case 'not':
      return `NOT ${sqlOf(expression.of, dialect)}`;
    case 'field':
      return settled(fieldTest(expression.field, expression.test, dialect));
    case 'keyword':
      return keywordTest(expression.test, dialect);
    case 'absent':
      return `NOT ${settled(anyValue(expression.field, () => 'true', dialect))}`;
    case 'exists':
      return exists(expression.field, dialect);
    case 'same':
      return settled(same(expression.fields, dialect));
  }
}

function settled(condition: Sql): Sql {
  return `coalesce(${condition}, false)`;
}

function fieldTest(field: EventField, test: ValueTest, dialect: Dialect): Sql {
  return anyValue(field, (text) => valueTest(text, test, dialect), dialect);
}

function anyValue({ column, path }: EventField, test: (text: Sql) => Sql, dialect: Dialect): Sql {
  if (path !== null) return `(${column} IS NOT NULL AND ${dialect.anyAt(column, path, test)})`;
  return `(${column} IS NOT NULL AND ${test(columnText(column, dialect))})`;
}

function columnText(column: string, dialect: Dialect): Sql {
  return column === 'event_time' ? dialect.isoTime(column) : column;
}

function exists({ column, path }: EventField, dialect: Dialect): Sql {
  if (path === null || path.length === 0) return `(${column} IS NOT NULL)`;
  return settled(`(${column} IS NOT NULL AND ${dialect.existsAt(column, path)})`);
}

function keywordTest(test: ValueTest, dialect: Dialect): Sql {
  return `(${TEXT_COLUMNS.map((column) => settled(valueTest(column, test, dialect))).join(' OR ')})`;
}

/** Of fields with several values, whether any two are the same. */
function same([one, other]: readonly [EventField, EventField], dialect: Dialect): Sql {
  return `(${one.column} IS NOT NULL AND ${other.column} IS NOT NULL AND ${dialect.share(textsOf(one, dialect), textsOf(other, dialect))})`;
}

function textsOf({ column, path }: EventField, dialect: Dialect): Sql {
  return path === null ? dialect.list(columnText(column, dialect)) : dialect.textsAt(column, path);
}

function valueTest(text: Sql, test: ValueTest, dialect: Dialect): Sql {
  switch (test.kind) {
    case 'text':
      return textTest(text, test);
    case 'regex':
      return dialect.matches(text, quoted(test.regex));
    case 'number':
      return `CASE WHEN ${dialect.matches(text, NUMBER)} THEN CAST(${text} AS DOUBLE) ${ORDERS[test.order]} ${numeral(test.than)} ELSE false END`;
  }
}

const NUMBER = quoted('\\A-?[0-9]{1,300}(?:\\.[0-9]{1,300})?\\z');

function numeral(number: number): Sql {
  return `CAST('${number}' AS DOUBLE)`;
}

/** Sigma looks at no case unless it is told to. */
function textTest(text: Sql, { pattern, isCased }: Extract<ValueTest, { kind: 'text' }>): Sql {
  const folded = (sql: Sql): Sql => (isCased ? sql : `lower(${sql})`);
  const plain = plainText(pattern);
  if (plain !== null) return `${folded(text)} = ${folded(quoted(plain))}`;
  return `${folded(text)} LIKE ${folded(quoted(likePattern(pattern)))} ESCAPE '\\'`;
}
