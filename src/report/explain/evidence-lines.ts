import type { JsonObject, JsonValue } from '../../model/json.ts';
import { printable } from '../printable.ts';

/** Items of a list; the JSON has them all. */
const SHOWN_ITEMS = 20;
const ONE_LINE = 72;

/** Evidence as indented text: `name: value`, lists of small values on one line, each object of a list after a dash. */
export function evidenceLines(evidence: JsonObject): readonly string[] {
  return members(evidence);
}

function members(object: JsonObject): readonly string[] {
  return Object.entries(object).flatMap(([name, value]) =>
    value === undefined ? [] : member(printable(name), value),
  );
}

function member(name: string, value: JsonValue): readonly string[] {
  const short = onOneLine(value);
  if (short !== null) return [`${name}: ${short}`];
  const lines = isList(value) ? items(value) : members(value as JsonObject); // nothing else takes more than a line
  return [`${name}:`, ...lines.map((line) => `  ${line}`)];
}

function items(list: readonly JsonValue[]): readonly string[] {
  const shown = list.slice(0, SHOWN_ITEMS).flatMap(item);
  const rest = list.length - SHOWN_ITEMS;
  return rest > 0 ? [...shown, `… and ${rest} more (--output json has them all)`] : shown;
}

function item(value: JsonValue): readonly string[] {
  const short = onOneLine(value);
  if (short !== null) return [`- ${short}`];
  const [first = '', ...rest] = isList(value) ? items(value) : members(value as JsonObject); // as in `member`
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
}

/** Null: it takes several. */
function onOneLine(value: JsonValue): string | null {
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (!isList(value)) return Object.keys(value).length === 0 ? 'none' : null;
  if (value.length === 0) return 'none';
  if (value.some((each) => typeof each === 'object' && each !== null)) return null;
  const text = (value as readonly (string | number | boolean | null)[]).map(scalar).join(', ');
  if (text.length <= ONE_LINE || value.length === 1) return text;
  return value.length > SHOWN_ITEMS && value.every((each) => typeof each === 'number')
    ? clipped(value)
    : null;
}

/** Of many numbers the first few. */
function clipped(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 8).join(', ');
  return `${shown}, … and ${numbers.length - 8} more (--output json has them all)`;
}

function scalar(value: string | number | boolean | null): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === '' ? '""' : printable(String(value));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
