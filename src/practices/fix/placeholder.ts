import type { Finding } from '../../model/finding.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';

/**
 * `{id}`, `{arn}`, `{name}` (the id where there is none), `{account}`, `{region}`, `{partition}` and `{evidence.path}`.
 * A path goes through a list to the field of all its items. `[]` after a list repeats a command for each item; in HCL
 * the list stays one, even with nothing to fill it.
 * `|name` keeps of an ARN what stands after its last slash or colon, `|region` its region.
 */
const PLACEHOLDER =
  /\{(id|arn|name|account|region|partition|evidence(?:\.\w+(?:\[\])?)+)(\|(?:name|region))?\}/g;

export type Scalar = string | number | boolean;

/** What a placeholder stands for; undefined: this finding cannot tell. */
export type Filling = Scalar | readonly Scalar[] | undefined;

/** Puts what `write` makes of each placeholder in its place. `before` is the text that precedes it. */
export function replacePlaceholders(
  text: string,
  write: (placeholder: string, before: string) => string,
): string {
  return text.replace(PLACEHOLDER, (whole, _source, _filter, offset: number) =>
    write(whole, text.slice(0, offset)),
  );
}

export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([whole]) => whole);
}

/** `{evidence.kmsKeyId}` is left as `<KMS-KEY-ID>`. */
export function unfilled(placeholder: string): string {
  const last = sourceOf(placeholder).replaceAll('[]', '').split('.').at(-1) ?? '';
  return `<${last.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toUpperCase()}>`;
}

export function fillingOf(placeholder: string, finding: Finding): Filling {
  const part = FILTERS[placeholder.slice(1, -1).split('|')[1] ?? ''];
  const filling = scalars(valueOf(placeholder, finding));
  if (!part || filling === undefined) return filling;
  return typeof filling === 'object' ? filling.map(part) : part(filling);
}

/** What stands there, of whatever shape; undefined: nothing, or null. */
export function valueOf(placeholder: string, finding: Finding): JsonValue | undefined {
  return valueAt(sourceOf(placeholder).replaceAll('[]', ''), finding) ?? undefined;
}

const FILTERS: Readonly<Record<string, (arn: Scalar) => string>> = {
  name: (arn) => String(arn).replace(/^arn:.*[:/]/s, ''),
  region: (arn) => String(arn).split(':')[3] ?? '',
};

/** The list whose items repeat a line, as its path: `evidence.activeKeys`; null: the line stands once. */
export function repeatedList(line: string): string | null {
  const first = placeholdersOf(line).find((each) => each.includes('[]'));
  return first === undefined ? null : (sourceOf(first).split('[]')[0] ?? null);
}

/** A finding for each item of the list, which then has that item alone; as it is when it has no such list. */
export function eachItem(list: string, finding: Finding): readonly Finding[] {
  const items = valueAt(list, finding);
  if (!Array.isArray(items)) return [finding];
  const path = list.split('.').slice(1);
  return (items as readonly JsonValue[]).map((item) => ({
    ...finding,
    evidence: withValue(finding.evidence, path, item),
  }));
}

function withValue(object: JsonObject, [key = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
  const inner = object[key];
  return { ...object, [key]: rest.length > 0 && isObject(inner) ? withValue(inner, rest, value) : value };
}

const sourceOf = (placeholder: string): string => placeholder.slice(1, -1).split('|')[0] ?? '';

function valueAt(source: string, finding: Finding): JsonValue | undefined {
  const { resource, account, region } = finding;
  switch (source) {
    case 'id':
    case 'arn':
      return resource[source];
    case 'name':
      return resource.name ?? resource.id;
    case 'account':
      return account;
    case 'region':
      return region;
    case 'partition':
      return resource.arn.split(':')[1];
    default:
      return follow(finding.evidence, source.split('.').slice(1));
  }
}

function follow(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined || value === undefined) return value;
  if (isList(value)) {
    const found = value.map((item) => follow(item, path));
    return found.every((item) => item !== undefined) ? found : undefined;
  }
  return isObject(value) && Object.hasOwn(value, key) ? follow(value[key], rest) : undefined;
}

function scalars(value: JsonValue | undefined): Filling {
  if (isScalar(value)) return value;
  if (!isList(value) || value.length === 0) return undefined;
  const all = value.flatMap((each) => (isList(each) ? each : [each]));
  const items = all.filter(isScalar);
  return items.length === all.length ? items : undefined;
}

const isScalar = (value: JsonValue | undefined): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
