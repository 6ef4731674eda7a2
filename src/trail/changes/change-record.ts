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
/** Records, written field by field. */
export class RecordBlock {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(records: number) {
    this.bytes = new Uint8Array(records * RECORD_BYTES);
    this.#view = new DataView(this.bytes.buffer);
  }

  setEvent(record: number, micros: number, file: number): void {
    this.#view.setFloat64(record * RECORD_BYTES, micros, true);
    this.#view.setInt32(record * RECORD_BYTES + FILE_AT, file, true);
  }

  /** False: the id, UTF-8, is no UUID as CloudTrail writes it. */
  setUuid(record: number, id: Uint8Array): boolean {
    const at = record * RECORD_BYTES;
    if (id.length !== DASHED_LENGTH) return false;
    let digits = 0;
    for (let index = 0; index < DASHED_LENGTH; index += 1) {
      const byte = id[index] ?? 0;
      if (index === 8 || index === 13 || index === 18 || index === 23) {
        if (byte !== DASH) return false;
        continue;
      }
      const value = HEX[byte] ?? NO_DIGIT;
      if (value === NO_DIGIT) return false;
      const place = at + UUID_AT + (digits >> 1);
      this.bytes[place] = digits % 2 === 0 ? value << 4 : (this.bytes[place] ?? 0) | value;
      digits += 1;
    }
    this.#view.setInt32(at + TEXT_AT, IS_UUID, true);
    return true;
  }

  /** For an id that is none. */
  setIdText(record: number, text: number): void {
    const at = record * RECORD_BYTES;
    this.bytes.fill(0, at + UUID_AT, at + FIELDS_AT);
    this.#view.setInt32(at + TEXT_AT, text, true);
  }

  /** Of the records, one after the other, the numbers of the field's texts; there may be more of them. */
  setField(field: number, texts: Int32Array): void {
    for (let at = FIELDS_AT + 4 * field, record = 0; at < this.bytes.length; at += RECORD_BYTES, record += 1)
      this.#view.setInt32(at, texts[record] ?? -1, true);
  }
}

const DASHED_LENGTH = 36;
const DASH = 0x2d;
const NO_DIGIT = 255;
/** Of each byte the digit that it is. */
const HEX = new Uint8Array(256).fill(NO_DIGIT);
for (const [value, byte] of Buffer.from('0123456789abcdef').entries()) HEX[byte] = value;

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
