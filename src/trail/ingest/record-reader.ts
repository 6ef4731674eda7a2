import { EVENT_COLUMNS } from '../event-columns.ts';
import { compactJson } from './compact-json.ts';
import { placeOf } from './event-table.ts';
import type { JsonCursor } from './json-cursor.ts';
import { quotedText } from './quoted-text.ts';
import { isAccountId } from './record-fault.ts';
import { type Member, type Members, recordMembers } from './record-members.ts';
import { PRINCIPALS } from './record-rules.ts';
import { microsOf } from './time-micros.ts';

const [QUOTE, COMMA, COLON, OPEN_BRACE, CLOSE_BRACE] = [0x22, 0x2c, 0x3a, 0x7b, 0x7d] as const;
const N_OF_NULL = 0x6e;

/** What an event says: UTF-8 for each of EVENT_COLUMNS, null where it says nothing. */
export interface RecordTexts {
  readonly texts: readonly (Uint8Array | null)[];
  /** When it was, microseconds since 1970. */
  readonly micros: number;
}

/** Reads one record, however it is written. */
export class RecordReader {
  readonly #latest: number;
  readonly #known = recordMembers();
  #texts: (Uint8Array | null)[] = [];
  #isOdd = false;

  /** `latest`: later events are none, in microseconds since 1970. */
  constructor(latest: number) {
    this.#latest = latest;
  }

  /**
   * The record at the cursor, which is past it then. Null: there is JSON that is no event; `recordFault` says why.
   *
   * @throws NoJson
   */
  read(cursor: JsonCursor): RecordTexts | null {
    this.#texts = EVENT_COLUMNS.map(() => null);
    this.#isOdd = false;
    if (cursor.peek() === OPEN_BRACE) this.#members(cursor, this.#known);
    else cursor.skip();
    if (this.#isOdd || !this.#isEvent()) return null;
    const micros = microsOf(this.#text(EVENT_TIME) ?? '');
    // NaN is none.
    if (!(micros <= this.#latest)) return null;
    this.#texts[PRINCIPAL] = PRINCIPAL_PLACES.map((place) => this.#texts[place]).find(Boolean) ?? null;
    const arn = this.#text(USER_ARN);
    if (arn !== null && this.#text(USER_TYPE) === 'AssumedRole')
      this.#texts[SESSION_NAME] = Buffer.from(arn.split('/')[2] ?? '');
    return { texts: this.#texts, micros };
  }

  #text(place: number): string | null {
    const text = this.#texts[place];
    return text ? Buffer.from(text).toString() : null;
  }

  #isEvent(): boolean {
    if (NEEDED.some((place) => !this.#texts[place]?.length)) return false;
    const account = this.#text(ACCOUNT);
    return (account === null || isAccountId(account)) && this.#text(EVENT_TYPE) !== INSIGHT;
  }

  #members(cursor: JsonCursor, known: Members): void {
    cursor.at += 1;
    if (cursor.peek() !== CLOSE_BRACE)
      for (;;) {
        const member = known.get(nameAt(cursor));
        cursor.take(COLON);
        if (!member) cursor.skip();
        else this.#value(cursor, member);
        if (cursor.peek() === CLOSE_BRACE) break;
        cursor.take(COMMA);
      }
    cursor.at += 1;
  }

  /** The text of a text, and of all else the JSON. */
  #value(cursor: JsonCursor, member: Member): void {
    if (cursor.peek() !== QUOTE || member.column === -1 || member.isJson) return this.#json(cursor, member);
    this.#texts[member.column] = Buffer.from(textAt(cursor));
  }

  #json(cursor: JsonCursor, { column, members, must }: Member): void {
    const first = cursor.peek();
    const start = cursor.at;
    const wasUnusual = cursor.isUnusual;
    cursor.isUnusual = false;
    if (first === OPEN_BRACE && members.size > 0) this.#members(cursor, members);
    else cursor.skip();
    const json = cursor.bytes.subarray(start, cursor.at);
    const isNull = first === N_OF_NULL;
    if (column !== -1) this.#texts[column] = isNull ? null : cursor.isUnusual ? compactJson(json) : json;
    if (must === 'text' || (must === 'object' && first !== OPEN_BRACE)) this.#isOdd ||= !isNull;
    cursor.isUnusual ||= wasUnusual;
  }
}

function nameAt(cursor: JsonCursor): string {
  if (cursor.peek() !== QUOTE) cursor.fail();
  const start = cursor.at;
  cursor.at += 1;
  cursor.skipText();
  return JSON.parse(Buffer.from(cursor.bytes.subarray(start, cursor.at)).toString()) as string;
}

function textAt(cursor: JsonCursor): string {
  const start = cursor.at;
  cursor.at += 1;
  cursor.skipText();
  return quotedText(cursor.bytes.subarray(start, cursor.at));
}

const EVENT_TIME = placeOf('event_time');
const ACCOUNT = placeOf('account_id');
const EVENT_TYPE = placeOf('event_type');
const USER_TYPE = placeOf('user_type');
const USER_ARN = placeOf('user_arn');
const PRINCIPAL = placeOf('principal');
const SESSION_NAME = placeOf('session_name');
const PRINCIPAL_PLACES = PRINCIPALS.map(placeOf);
const NEEDED = ['event_time', 'event_id', 'event_source', 'event_name'].map(placeOf);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html */
export const INSIGHT = 'AwsCloudTrailInsight';
