import type { JsonValue } from '../../model/json.ts';

/** An SDK answer as JSON without loss: dates become `{"$date":iso}`, bytes `{"$bytes":base64}`; `$metadata` goes. */
export function encodeWire(value: unknown): JsonValue {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(encodeWire);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key, each]) => key !== '$metadata' && each !== undefined);
    return Object.fromEntries(entries.map(([key, each]) => [key, encodeWire(each)]));
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return value.toString();
  return null;
}

export function decodeWire(json: JsonValue): unknown {
  if (Array.isArray(json)) return json.map(decodeWire);
  if (typeof json !== 'object' || json === null) return json;
  const object = json as { readonly [key: string]: JsonValue };
  if (typeof object['$date'] === 'string') return new Date(object['$date']);
  if (typeof object['$bytes'] === 'string') return new Uint8Array(Buffer.from(object['$bytes'], 'base64'));
  return Object.fromEntries(Object.entries(object).map(([key, each]) => [key, decodeWire(each)]));
}
