import type { JsonObject, JsonValue } from '../../../model/json.ts';
import { element, fill, number } from './element.ts';

/** More are shown when they are asked for. */
const MOST = 25;
/** Wider objects are read better below each other than in a row. */
const MOST_COLUMNS = 6;
/** Deeper structures are shown as JSON. */
const DEEPEST = 8;

type Scalar = string | number | boolean | null;

/** Evidence as a reader takes it in: names beside values, lists of like objects as tables. */
export function evidenceView(value: JsonValue | undefined, depth = 0): HTMLElement {
  if (value === undefined || value === null || typeof value !== 'object') return scalar(value ?? null);
  if (depth >= DEEPEST) return element('code', {}, JSON.stringify(value));
  return Array.isArray(value)
    ? list(value as readonly JsonValue[], depth)
    : pairs(value as JsonObject, depth);
}

function scalar(value: Scalar): HTMLElement {
  if (value === null) return element('i', { class: 'value null' }, 'null');
  if (value === '') return element('i', { class: 'value null' }, 'empty');
  return element('span', { class: `value ${typeof value}` }, String(value));
}

function pairs(value: JsonObject, depth: number): HTMLElement {
  const entries = Object.entries(value);
  if (entries.length === 0) return element('i', { class: 'value null' }, 'none');
  return limited(entries, (shown) =>
    element(
      'dl',
      { class: 'tree' },
      ...shown.flatMap(([key, each]) => [
        element('dt', {}, key),
        element('dd', {}, evidenceView(each, depth + 1)),
      ]),
    ),
  );
}

function list(values: readonly JsonValue[], depth: number): HTMLElement {
  if (values.length === 0) return element('i', { class: 'value null' }, 'none');
  const columns = columnsOf(values);
  if (columns !== null)
    return limited(values as readonly JsonObject[], (shown) => table(columns, shown, depth));
  return limited(values, (shown) =>
    element(
      'ul',
      { class: 'tree' },
      ...shown.map((each) => element('li', {}, evidenceView(each, depth + 1))),
    ),
  );
}

/** The keys of objects that are alike and flat enough for a table; null: they are not. */
export function columnsOf(values: readonly JsonValue[]): readonly string[] | null {
  if (values.length < 2 || !values.every(isFlatObject)) return null;
  const keys = [...new Set(values.flatMap((each) => Object.keys(each)))];
  return keys.length > 0 && keys.length <= MOST_COLUMNS ? keys : null;
}

function isFlatObject(value: JsonValue): value is JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.values(value).every((each) => each === null || typeof each !== 'object' || isShortList(each));
}

function isShortList(value: JsonValue | undefined): boolean {
  return (
    Array.isArray(value) &&
    value.length <= 3 &&
    value.every((each) => each === null || typeof each !== 'object')
  );
}

function table(columns: readonly string[], rows: readonly JsonObject[], depth: number): HTMLElement {
  const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      ...columns.map((name) => element('td', {}, name in row ? evidenceView(row[name], depth + 1) : '')),
    ),
  );
  return element(
    'table',
    { class: 'evidence-table' },
    element('thead', {}, head),
    element('tbody', {}, ...body),
  );
}

function limited<T>(items: readonly T[], draw: (shown: readonly T[]) => HTMLElement): HTMLElement {
  if (items.length <= MOST) return draw(items);
  const box = element('div', {});
  const all = (): void => fill(box, draw(items));
  const label = `Show all ${number(items.length)}`;
  fill(
    box,
    draw(items.slice(0, MOST)),
    element('button', { type: 'button', class: 'quiet', onclick: all }, label),
  );
  return box;
}
