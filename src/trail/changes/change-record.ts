/** Of an event, what of its record in an index of changes is a text that many events share: see `EVENT_FIELDS`. */
export const SHARED_FIELDS = [
  'event_source',
  'event_name',
  'aws_region',
  'account_id',
  'principal',
  'session_name',
  'source_identity',
  'access_key_id',
  'invoked_by',
  'source_ip_address',
  'user_agent',
  'error_code',
  'error_message',
] as const;

export type SharedField = (typeof SHARED_FIELDS)[number];

/** What a change is, with its texts as numbers: those of the index's texts; -1: null. */
export interface ChangeRecord {
  /** Since 1970. */
  readonly micros: number;
  /** Place of its log file among those of its commit. */
  readonly file: number;
  readonly eventId: EventId;
  /** In the order of `SHARED_FIELDS`. */
  readonly fields: readonly number[];
}

/** Nearly all are UUIDs, which take half of what their texts would. */
export type EventId = { readonly uuid: string } | { readonly text: number };

const [FILE_AT, TEXT_AT, UUID_AT, FIELDS_AT] = [8, 12, 16, 32] as const;
export const RECORD_BYTES = FIELDS_AT + 4 * SHARED_FIELDS.length;
/** In the place of a text's number. */
const IS_UUID = -2;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function writeRecord(
  bytes: Buffer,
  at: number,
  { micros, file, eventId, fields }: ChangeRecord,
): void {
  bytes.writeDoubleLE(micros, at);
  bytes.writeInt32LE(file, at + FILE_AT);
  bytes.writeInt32LE('uuid' in eventId ? IS_UUID : eventId.text, at + TEXT_AT);
  if ('uuid' in eventId) bytes.write(eventId.uuid.replaceAll('-', ''), at + UUID_AT, 'hex');
  for (const [index, code] of fields.entries()) bytes.writeInt32LE(code, at + FIELDS_AT + 4 * index);
}

export function readRecord(bytes: Buffer, at: number): ChangeRecord {
  const text = bytes.readInt32LE(at + TEXT_AT);
  const uuid = bytes.toString('hex', at + UUID_AT, at + FIELDS_AT);
  return {
    micros: bytes.readDoubleLE(at),
    file: bytes.readInt32LE(at + FILE_AT),
    eventId: text === IS_UUID ? { uuid: dashed(uuid) } : { text },
    fields: SHARED_FIELDS.map((_, index) => bytes.readInt32LE(at + FIELDS_AT + 4 * index)),
  };
}

function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
