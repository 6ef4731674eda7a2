import type { JsonObject, JsonValue } from '../../model/json.ts';
import { configJsonSchema } from './config-schema.ts';

/** A key of `rampart.yaml` by its whole path, `thresholds.passwordPolicy.minimumLength`. */
export interface ConfigKey {
  readonly path: string;
  readonly schema: JsonObject;
}

/** The keys that take a value, in the order of the schema; of a section its keys, not itself. */
export function configKeys(): readonly ConfigKey[] {
  return keysIn(configJsonSchema(), '');
}

function keysIn(schema: JsonObject, prefix: string): readonly ConfigKey[] {
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>).flatMap(
    ([key, value]) => {
      const path = `${prefix}${key}`;
      return value['properties'] === undefined ? [{ path, schema: value }] : keysIn(value, `${path}.`);
    },
  );
}

/** The section that a key belongs in which stands elsewhere: `thresholds` for `maxSessionHours`; null: none. */
export function homeOfKey(key: string): string | null {
  const found = configKeys().find(({ path }) => path.endsWith(`.${key}`) || path === key);
  if (!found) return null;
  const end = found.path.lastIndexOf('.');
  return end < 0 ? 'the top of the file' : found.path.slice(0, end);
}

/** A row of the table of keys: what it is for, what it may hold (`1 to 3650`, `true or false`), its default. */
export function describeKey({ schema }: ConfigKey): readonly string[] {
  const { description = '', default: fallback, anyOf = [schema] } = schema as Described;
  const shown = fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``;
  return [description, anyOf.map(kindOf).join(' or '), shown];
}

/** The parts of a JSON Schema that are told. */
interface Described {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly anyOf?: readonly Described[];
}

const KINDS: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  array: 'list',
  string: 'text',
  object: 'mapping',
};

function kindOf({ type = '', minimum, maximum }: Described): string {
  return type === 'integer' ? `${minimum} to ${maximum}` : (KINDS[type] ?? type);
}
