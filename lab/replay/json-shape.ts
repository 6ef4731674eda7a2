import {
  formatTimestamp,
  isMembers,
  type Kind,
  kindOf,
  membersOf,
  type NamedShape,
  parseScalar,
  type Shape,
  type TimestampFormat,
  textOr,
  timestampFormatOf,
  traitsOf,
  valueShapeOf,
} from './shape.ts';

/** Which JSON: rest-json renames members by jsonName, the RPC protocols do not. */
export type JsonStyle = { readonly useJsonName: boolean };

const wireName = (name: string, shape: Shape, style: JsonStyle): string =>
  style.useJsonName ? (traitsOf(shape).jsonName ?? name) : name;

/** A structure's members as a JSON value; `members` chooses which of them. */
export function membersToJson(
  members: readonly NamedShape[],
  value: unknown,
  style: JsonStyle,
): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  if (!isMembers(value)) return json;
  for (const [name, member] of members) {
    const each = value[name];
    if (each !== undefined) json[wireName(name, member, style)] = toJson(member, each, style);
  }
  return json;
}

type Conversion = (shape: Shape, value: unknown, style: JsonStyle) => unknown;

const writers: Partial<Record<Kind, Conversion>> = {
  structure: (shape, value, style) => membersToJson(membersOf(shape), value, style),
  list: (shape, value, style) =>
    Array.isArray(value) ? value.map((each) => toJson(valueShapeOf(shape), each, style)) : [],
  map: (shape, value, style) => mapValues(value, (each) => toJson(valueShapeOf(shape), each, style)),
  timestamp: (shape, value) => (value instanceof Date ? timestampToJson(shape, value) : value),
  blob: (_shape, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  number: (_shape, value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value),
  bigint: (_shape, value) => Number(value),
};

export function toJson(shape: Shape, value: unknown, style: JsonStyle): unknown {
  const write = writers[kindOf(shape)];
  return value === null || write === undefined ? value : write(shape, value, style);
}

function timestampToJson(shape: Shape, value: Date): string | number {
  const format = timestampFormatOf(shape, 'epoch-seconds');
  return format === 'epoch-seconds' ? value.getTime() / 1000 : formatTimestamp(value, format);
}

function mapValues(value: unknown, change: (each: unknown) => unknown): Record<string, unknown> {
  if (!isMembers(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}

export function membersFromJson(
  members: readonly NamedShape[],
  json: unknown,
  style: JsonStyle,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  if (!isMembers(json)) return value;
  for (const [name, member] of members) {
    const each = json[wireName(name, member, style)];
    if (each !== undefined && each !== null) value[name] = fromJson(member, each, style);
  }
  return value;
}

const readers: Partial<Record<Kind, Conversion>> = {
  structure: (shape, json, style) => membersFromJson(membersOf(shape), json, style),
  list: (shape, json, style) =>
    Array.isArray(json) ? json.map((each) => fromJson(valueShapeOf(shape), each, style)) : [],
  map: (shape, json, style) => mapValues(json, (each) => fromJson(valueShapeOf(shape), each, style)),
  timestamp: (shape, json) => parseScalar(shape, String(json), timestampOfJson(json)),
  blob: (shape, json) => parseScalar(shape, textOr(json, ''), 'date-time'),
  bigint: (_shape, json) => (typeof json === 'number' ? BigInt(json) : json),
};

export function fromJson(shape: Shape, json: unknown, style: JsonStyle): unknown {
  const read = readers[kindOf(shape)];
  return read === undefined ? json : read(shape, json, style);
}

const timestampOfJson = (json: unknown): TimestampFormat =>
  typeof json === 'number' ? 'epoch-seconds' : 'date-time';
