import type { NormalizedSchema } from '@smithy/core/schema';

/**
 * What the AWS SDK's runtime schemas say about one shape. The SDK clients carry their service models
 * as data; this file is the only place that reads that data's numeric codes.
 */
export type Shape = NormalizedSchema;

export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

export type Kind =
  | 'structure'
  | 'list'
  | 'map'
  | 'blob'
  | 'timestamp'
  | 'string'
  | 'boolean'
  | 'number'
  | 'bigint'
  | 'big-decimal'
  | 'document'
  | 'unit';

export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

const kindTests: readonly (readonly [Kind, (shape: Shape) => boolean])[] = [
  ['unit', (shape) => shape.isUnitSchema()],
  ['structure', (shape) => shape.isStructSchema()],
  ['list', (shape) => shape.isListSchema()],
  ['map', (shape) => shape.isMapSchema()],
  ['blob', (shape) => shape.isBlobSchema()],
  ['timestamp', (shape) => shape.isTimestampSchema()],
  ['boolean', (shape) => shape.isBooleanSchema()],
  ['number', (shape) => shape.isNumericSchema()],
  ['bigint', (shape) => shape.isBigIntegerSchema()],
  ['big-decimal', (shape) => shape.isBigDecimalSchema()],
  ['document', (shape) => shape.isDocumentSchema()],
];

const kinds = new WeakMap<Shape, Kind>();

export function kindOf(shape: Shape): Kind {
  const known = kinds.get(shape);
  if (known !== undefined) return known;
  const kind = kindTests.find(([, is]) => is(shape))?.[0] ?? 'string';
  kinds.set(shape, kind);
  return kind;
}

export type Traits = {
  readonly xmlName?: string;
  readonly xmlFlattened: boolean;
  readonly xmlAttribute: boolean;
  readonly xmlNamespace?: readonly [string, string];
  readonly ec2QueryName?: string;
  readonly jsonName?: string;
  readonly httpLabel: boolean;
  readonly httpPayload: boolean;
  readonly httpResponseCode: boolean;
  readonly httpQueryParams: boolean;
  readonly httpQuery?: string;
  readonly httpHeader?: string;
  readonly httpPrefixHeaders?: string;
  readonly idempotencyToken: boolean;
  readonly mediaType?: string;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A value that is known to be text, or what stands for its absence. */
export const textOr = (value: unknown, otherwise: string): string => text(value) ?? otherwise;

const pair = (value: unknown): readonly [string, string] | undefined =>
  Array.isArray(value) && value.length === 2 ? [String(value[0]), String(value[1])] : undefined;

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  // The filter above is exactly what the type says; TypeScript cannot follow Object.fromEntries.
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function readTraits(raw: object): Traits {
  const traits: Members = { ...raw };
  return withoutUndefined({
    xmlName: text(traits['xmlName']),
    xmlFlattened: Boolean(traits['xmlFlattened']),
    xmlAttribute: Boolean(traits['xmlAttribute']),
    xmlNamespace: pair(traits['xmlNamespace']),
    ec2QueryName: text(traits['ec2QueryName']),
    jsonName: text(traits['jsonName']),
    httpLabel: Boolean(traits['httpLabel']),
    httpPayload: Boolean(traits['httpPayload']),
    httpResponseCode: Boolean(traits['httpResponseCode']),
    httpQueryParams: Boolean(traits['httpQueryParams']),
    httpQuery: text(traits['httpQuery']),
    httpHeader: text(traits['httpHeader'])?.toLowerCase(),
    httpPrefixHeaders: text(traits['httpPrefixHeaders'])?.toLowerCase(),
    idempotencyToken: Boolean(traits['idempotencyToken']),
    mediaType: text(traits['mediaType']),
  });
}

const mergedTraits = new WeakMap<Shape, Traits>();
const ownTraits = new WeakMap<Shape, Traits>();

/** Traits of the member and of the shape it targets; the member's win. */
export function traitsOf(shape: Shape): Traits {
  const known = mergedTraits.get(shape);
  if (known !== undefined) return known;
  const traits = readTraits(shape.getMergedTraits());
  mergedTraits.set(shape, traits);
  return traits;
}

/** Traits of the member alone: how a structure's member is named in XML does not depend on its target. */
export function memberTraitsOf(shape: Shape): Traits {
  const known = ownTraits.get(shape);
  if (known !== undefined) return known;
  const traits = readTraits(shape.getMemberTraits());
  ownTraits.set(shape, traits);
  return traits;
}

const cached = <T>(read: (shape: Shape) => T): ((shape: Shape) => T) => {
  const known = new WeakMap<Shape, { readonly value: T }>();
  return (shape) => {
    const entry = known.get(shape) ?? { value: read(shape) };
    known.set(shape, entry);
    return entry.value;
  };
};

export type NamedShape = readonly [name: string, shape: Shape];

export const membersOf = cached((shape): readonly NamedShape[] =>
  kindOf(shape) === 'structure' ? [...shape.structIterator()] : [],
);

/** The shape of a list's items or a map's values. */
export const valueShapeOf = cached((shape) => shape.getValueSchema());

export const keyShapeOf = cached((shape) => shape.getKeySchema());

/** The members which travel in the body, that is without an HTTP binding. */
export const bodyMembersOf = cached((shape) =>
  membersOf(shape).filter(([, member]) => !isHttpBound(traitsOf(member))),
);

function isHttpBound(traits: Traits): boolean {
  const names = [traits.httpQuery, traits.httpHeader, traits.httpPrefixHeaders];
  const flags = [traits.httpLabel, traits.httpPayload, traits.httpResponseCode, traits.httpQueryParams];
  return flags.includes(true) || names.some((name) => name !== undefined);
}

// Codes of @smithy/core's timestamp schemas; 4 means that the protocol's default applies.
const formatByCode: Readonly<Record<number, TimestampFormat>> = {
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
};

export function timestampFormatOf(shape: Shape, otherwise: TimestampFormat): TimestampFormat {
  const code = shape.getSchema();
  return (typeof code === 'number' ? formatByCode[code] : undefined) ?? otherwise;
}

/** Formats as AWS does: whole seconds without a fraction. */
export function formatTimestamp(date: Date, format: TimestampFormat): string {
  if (format === 'http-date') return date.toUTCString();
  if (format === 'epoch-seconds') return String(date.getTime() / 1000);
  return date.toISOString().replace('.000Z', 'Z');
}

export function parseTimestamp(value: string, format: TimestampFormat): Date {
  return format === 'epoch-seconds' ? new Date(Number(value) * 1000) : new Date(value);
}

/** A scalar as text, for XML elements, headers and the like. */
export function scalarText(shape: Shape, value: unknown, timestamps: TimestampFormat): string {
  if (value instanceof Date) return formatTimestamp(value, timestampFormatOf(shape, timestamps));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (isMembers(value) && typeof value['string'] === 'string') return value['string'];
  return String(value);
}

const parsers: Partial<Record<Kind, (value: string, shape: Shape, timestamps: TimestampFormat) => unknown>> =
  {
    boolean: (value) => value === 'true',
    number: (value) => Number(value),
    bigint: (value) => BigInt(value),
    timestamp: (value, shape, timestamps) => parseTimestamp(value, timestampFormatOf(shape, timestamps)),
    blob: (value) => new Uint8Array(Buffer.from(value, 'base64')),
  };

/** The opposite of scalarText. */
export function parseScalar(shape: Shape, value: string, timestamps: TimestampFormat): unknown {
  return parsers[kindOf(shape)]?.(value, shape, timestamps) ?? value;
}
