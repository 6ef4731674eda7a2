import { EVENT_COLUMNS } from '../event-columns.ts';
import { compactJson } from './compact-json.ts';
import { type EventTable, placeOf } from './event-table.ts';
import type { JsonCursor } from './json-cursor.ts';
import { KnownBlocks } from './known-blocks.ts';
import { quotedText } from './quoted-text.ts';
import { isAccountId, latestMicros } from './record-fault.ts';
import { type Member, type Members, memberNamed, recordMembers } from './record-members.ts';
import type { TextColumn } from './text-column.ts';
import { microsOf } from './time-micros.ts';

const [QUOTE, COMMA, COLON, OPEN_BRACE, CLOSE_BRACE] = [0x22, 0x2c, 0x3a, 0x7b, 0x7d] as const;
const N_OF_NULL = 0x6e;

/** Reads records into a table of events. */
export class EventReader {
  readonly #table: EventTable;
  readonly #columns: readonly TextColumn[];
  /** Of the record that is read: the code of each column's text. */
  readonly #codes = new Int32Array(EVENT_COLUMNS.length);
  readonly #known = recordMembers();
  readonly #identities = new KnownBlocks();
  #isOdd = false;
  /** What is told by a text is worked out for each different one once. */
  readonly #micros: (code: number) => number;
  readonly #isAccount: (code: number) => boolean;
  readonly #isInsight: (code: number) => boolean;
  readonly #sessionName: (arn: number) => number;
  readonly #isAssumedRole: (type: number) => boolean;
  readonly #principals: readonly (readonly [number, (code: number) => number])[];

  constructor(table: EventTable, now: Date) {
    const { columns } = table;
    const latest = latestMicros(now);
    const ofText = <T>(place: number, make: (text: string) => T): ((code: number) => T) =>
      byCode(columns[place], make);
    this.#table = table;
    this.#columns = columns;
    this.#micros = ofText(EVENT_TIME, (text) => {
      const micros = microsOf(text);
      return micros <= latest ? micros : Number.NaN;
    });
    this.#isAccount = ofText(ACCOUNT, isAccountId);
    this.#isInsight = ofText(EVENT_TYPE, (text) => text === INSIGHT);
    this.#isAssumedRole = ofText(USER_TYPE, (text) => text === 'AssumedRole');
    this.#sessionName = ofText(USER_ARN, (arn) => this.#codeIn(SESSION_NAME, arn.split('/')[2] ?? ''));
    this.#principals = PRINCIPALS.map(
      (place) => [place, ofText(place, (text) => this.#codeIn(PRINCIPAL, text))] as const,
    );
  }

  /**
   * The record at the cursor, which is past it then. False: there is JSON that is no event; `recordFault` says why.
   *
   * @throws NoJson
   */
  read(cursor: JsonCursor, file: number, place: number): boolean {
    const codes = this.#codes.fill(-1);
    this.#isOdd = false;
    if (cursor.peek() === OPEN_BRACE) this.#members(cursor, this.#known);
    else cursor.skip();
    if (this.#isOdd || !this.#isEvent()) return false;
    const micros = this.#micros(this.#code(EVENT_TIME));
    if (Number.isNaN(micros)) return false;
    codes[PRINCIPAL] = this.#principal();
    const [type, arn] = [this.#code(USER_TYPE), this.#code(USER_ARN)];
    codes[SESSION_NAME] =
      type !== -1 && arn !== -1 && this.#isAssumedRole(type) ? this.#sessionName(arn) : -1;
    this.#table.add(codes, micros, file, place);
    return true;
  }

  #code(place: number): number {
    return this.#codes[place] ?? -1;
  }

  #codeIn(place: number, text: string): number {
    return this.#columns[place]?.codeOf(Buffer.from(text)) ?? -1;
  }

  #isEvent(): boolean {
    for (const place of NEEDED) if (this.#code(place) === -1) return false;
    for (const place of NEEDED_TEXTS) if (this.#columns[place]?.isEmpty(this.#code(place))) return false;
    const [account, type] = [this.#code(ACCOUNT), this.#code(EVENT_TYPE)];
    return (account === -1 || this.#isAccount(account)) && !(type !== -1 && this.#isInsight(type));
  }

  /** Who it was: the first that is known. */
  #principal(): number {
    for (const [place, codeOf] of this.#principals) {
      const code = this.#code(place);
      if (code !== -1) return codeOf(code);
    }
    return -1;
  }

  #set(place: number, bytes: Uint8Array | null, start = 0, end = bytes?.length ?? 0): void {
    this.#codes[place] = bytes === null ? -1 : (this.#columns[place]?.codeOf(bytes, start, end) ?? -1);
  }

  #members(cursor: JsonCursor, known: Members): void {
    cursor.at += 1;
    let previous: Member | null = null;
    if (cursor.peek() !== CLOSE_BRACE)
      for (;;) {
        const member: Member | null = memberNamed(cursor, known, previous?.next ?? null);
        if (previous !== null) previous.next = member;
        previous = member;
        cursor.take(COLON);
        if (member === null || !member.isRead) cursor.skip();
        else if (member.must === 'object') this.#identity(cursor, member);
        else if (member.isJson) this.#json(cursor, member);
        else this.#value(cursor, member);
        if (cursor.peek() === CLOSE_BRACE) break;
        cursor.take(COMMA);
      }
    cursor.at += 1;
  }

  #identity(cursor: JsonCursor, member: Member): void {
    cursor.peek();
    const { bytes, at: start } = cursor;
    const block = this.#identities.at(bytes, start);
    if (block) {
      for (const [index, place] of IDENTITY.entries()) this.#codes[place] = block.codes[index] ?? -1;
      cursor.at = start + block.bytes.length;
      return;
    }
    this.#json(cursor, member);
    if (bytes[start] === OPEN_BRACE && !this.#isOdd)
      this.#identities.keep(
        bytes,
        start,
        cursor.at,
        Int32Array.from(IDENTITY, (place) => this.#code(place)),
      );
  }

  /** The text of a text, and of all else the JSON. */
  #value(cursor: JsonCursor, member: Member): void {
    if (cursor.peek() !== QUOTE || member.column === -1) return this.#json(cursor, member);
    const start = cursor.at;
    const column = this.#columns[member.column];
    const end = column?.endOfLast(cursor.bytes, start + 1) ?? -1;
    if (end !== -1) {
      this.#codes[member.column] = column?.last ?? -1;
      cursor.at = end + 1;
      return;
    }
    cursor.at += 1;
    const isEscaped = cursor.skipText();
    if (isEscaped)
      this.#codes[member.column] =
        column?.codeOfEscaped(Buffer.from(quotedText(cursor.bytes.subarray(start, cursor.at)))) ?? -1;
    else this.#set(member.column, cursor.bytes, start + 1, cursor.at - 1);
  }

  #json(cursor: JsonCursor, { column, members, must }: Member): void {
    const first = cursor.peek();
    const start = cursor.at;
    const wasUnusual = cursor.isUnusual;
    cursor.isUnusual = false;
    if (first === OPEN_BRACE && members.size > 0) this.#members(cursor, members);
    else cursor.skip();
    const isNull = first === N_OF_NULL;
    if (column !== -1) {
      if (isNull) this.#set(column, null);
      else if (cursor.isUnusual) this.#set(column, compactJson(cursor.bytes.subarray(start, cursor.at)));
      else this.#set(column, cursor.bytes, start, cursor.at);
    }
    if (must === 'text' || (must === 'object' && first !== OPEN_BRACE)) this.#isOdd ||= !isNull;
    cursor.isUnusual ||= wasUnusual;
  }
}

const [EVENT_TIME, EVENT_ID, EVENT_SOURCE, EVENT_NAME, EVENT_TYPE, ACCOUNT] = [
  placeOf('event_time'),
  placeOf('event_id'),
  placeOf('event_source'),
  placeOf('event_name'),
  placeOf('event_type'),
  placeOf('account_id'),
];
const [PRINCIPAL, SESSION_NAME, USER_TYPE, USER_ARN] = [
  placeOf('principal'),
  placeOf('session_name'),
  placeOf('user_type'),
  placeOf('user_arn'),
];
const IDENTITY = EVENT_COLUMNS.filter(({ path }) => path?.startsWith('userIdentity.')).map(({ name }) =>
  placeOf(name),
);
const NEEDED_TEXTS = [EVENT_ID, EVENT_SOURCE, EVENT_NAME];
const NEEDED = [EVENT_TIME, ...NEEDED_TEXTS];
const PRINCIPALS = ['session_issuer_arn', 'user_arn', 'invoked_by', 'user_principal_id', 'user_name'].map(
  placeOf,
);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html */
export const INSIGHT = 'AwsCloudTrailInsight';

function byCode<T>(column: TextColumn | undefined, make: (text: string) => T): (code: number) => T {
  const known: T[] = [];
  return (code) => {
    known[code] ??= make(column?.text(code) ?? '');
    return known[code];
  };
}
