import { EVENT_COLUMNS } from '../event-columns.ts';
import { placeOf } from './event-table.ts';
import type { JsonCursor } from './json-cursor.ts';

const QUOTE = 0x22;

/** By the sums of their names. */
export type Members = Map<number, Member>;

/** A member of a record, or of what lies in one. */
export interface Member {
  readonly name: Uint8Array;
  /** What is read of it: its column, if it is one, and those of its own members. */
  column: number;
  isJson: boolean;
  isRead: boolean;
  readonly members: Members;
  /** What else it is makes a record no event; null is for `recordFault` to judge. */
  must: 'text' | 'object' | null;
  /** What came after it last time. */
  next: Member | null;
}

const MUST: Readonly<Record<string, Member['must']>> = {
  eventID: 'text',
  eventTime: 'text',
  eventSource: 'text',
  eventName: 'text',
  recipientAccountId: 'text',
  userIdentity: 'object',
};

/** What is read of a record; what else is met is added. */
export function recordMembers(): Members {
  const root: Members = new Map();
  for (const { name, path, isJson } of EVENT_COLUMNS) {
    let [members, last]: [Members, Member | null] = [root, null];
    for (const step of path?.split('.') ?? []) {
      last = memberOf(members, Buffer.from(step));
      last.isRead = true;
      if (members === root) last.must = MUST[step] ?? null;
      members = last.members;
    }
    if (last) Object.assign(last, { column: placeOf(name), isJson });
  }
  return root;
}

function memberOf(members: Members, name: Uint8Array): Member {
  const sum = sumOf(name, 0, name.length);
  const known = members.get(sum);
  if (known) return known;
  const member = {
    name,
    column: -1,
    isJson: false,
    isRead: false,
    members: new Map(),
    must: null,
    next: null,
  };
  members.set(sum, member);
  return member;
}

/** So many that nothing is read of are known. */
const MOST_MEMBERS = 1_000;

/**
 * The member whose name stands at the cursor, past which it is then; null: nothing is read of it. `guess`: the one that
 * came here last time, for most records are like the one before.
 */
export function memberNamed(cursor: JsonCursor, known: Members, guess: Member | null): Member | null {
  if (cursor.peek() !== QUOTE) cursor.fail();
  const { bytes } = cursor;
  const start = cursor.at + 1;
  if (guess !== null) {
    const end = start + guess.name.length;
    if (bytes[end] === QUOTE && isName(guess.name, bytes, start, end)) {
      cursor.at = end + 1;
      return guess;
    }
  }
  cursor.at = start;
  const isEscaped = cursor.skipText();
  const end = cursor.at - 1;
  if (isEscaped) return escaped(bytes.subarray(start - 1, cursor.at), known);
  const member = known.get(sumOf(bytes, start, end));
  if (member) return isName(member.name, bytes, start, end) ? member : null;
  return known.size < MOST_MEMBERS ? memberOf(known, Buffer.from(bytes.subarray(start, end))) : null;
}

/** One that could be written without escapes. Such a name is not guessed, which goes by how it stands. */
function escaped(quoted: Uint8Array, known: Members): Member | null {
  const name = Buffer.from(JSON.parse(Buffer.from(quoted).toString()) as string);
  const member = known.get(sumOf(name, 0, name.length));
  return member && isName(member.name, name, 0, name.length) ? member : null;
}

function isName(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at += 1) if (name[at] !== bytes[start + at]) return false;
  return true;
}

/** Names are told apart by a sum, so that those of no interest are not even cut out of the text. */
function sumOf(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at += 1) sum = (Math.imul(sum, 31) + (bytes[at] ?? 0)) | 0;
  return sum;
}
