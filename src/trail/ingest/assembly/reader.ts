import { BEYOND, CLOSE_BRACE, COLON, COMMA, isSame, OPEN_BRACE, QUOTE, SLASH } from './bytes';
import { endOfPlain, isDigit, ODD, pastValue } from './json';
import {
  IS_JSON,
  IS_READ,
  isNamed,
  LONGEST_NAME,
  Member,
  Members,
  MUST_BE_OBJECT,
  MUST_BE_TEXT,
  newMembers,
} from './member';
import { forgetOutlines } from './outline';
import { newRoom } from './room';
import { addRow, clear, column, columnCount } from './table';
import { microsAt } from './time';

const LOWER_N: u8 = 0x6e;

/** What may be looked at behind the input: no text, and no name, goes on there. */
const BEYOND_INPUT: usize = LONGEST_NAME + BEYOND;

/** A list of records. */
const inputRoom = newRoom();
let input: usize = 0;
let inputEnd: usize = 0;

/** Where records of so many bytes are to be written before they are taken. */
export function inputFor(length: i32): usize {
  input = inputRoom.of((length as usize) + BEYOND_INPUT);
  inputEnd = input + (length as usize);
  memory.fill(inputEnd, 0, BEYOND_INPUT);
  return input;
}

/** A single text. */
const textRoom = newRoom();
let text: usize = 0;
let textLength: i32 = 0;

/** Where it is to be written before it is used. */
export function textFor(length: i32): usize {
  text = textRoom.of((length as usize) + BEYOND);
  textLength = length;
  return text;
}

/** Of the record that is read: the code of each column's text. */
const CODES = memory.data(64 << 2);
const root = newMembers();
let record = 0;

/** The columns of what an event must say, and of what is told by it. */
let eventTime = 0;
let eventId = 0;
let eventSource = 0;
let eventName = 0;
let eventType = 0;
let account = 0;
let principal = 0;
let sessionName = 0;
let userType = 0;
let userArn = 0;
let sourceFile = 0;
let latest: f64 = 0;

export function setNeeded(time: i32, id: i32, source: i32, name: i32): void {
  eventTime = time;
  eventId = id;
  eventSource = source;
  eventName = name;
}

export function setTold(
  type: i32,
  accountId: i32,
  who: i32,
  session: i32,
  kind: i32,
  arn: i32,
  origin: i32,
): void {
  eventType = type;
  account = accountId;
  principal = who;
  sessionName = session;
  userType = kind;
  userArn = arn;
  sourceFile = origin;
}

/** Forgets all that was read; later events than that are none. */
export function restart(micros: f64): void {
  latest = micros;
  fileCode = -1;
  clear();
  forgetOutlines();
}

/** What comes is of the file whose name is the text. */
let fileCode = -1;

export function beginFile(): void {
  fileCode = column(sourceFile).codeOf(text, textLength);
}

/** Where the principal may stand: the first that is known is it. */
const MOST_PRINCIPALS = 8;
const PRINCIPALS = memory.data(MOST_PRINCIPALS << 2);
let principalCount = 0;

export function addPrincipal(place: i32): void {
  store<i32>(PRINCIPALS + ((principalCount as usize) << 2), place);
  principalCount += 1;
}

/** A member that is read, whose name is the text. `members`: of which it is one; 0: of a record. Its own are returned. */
export function addMember(members: usize, column: i32, flags: i32): usize {
  const all = members == 0 ? root : changetype<Members>(members);
  const member = all.add(text, textLength);
  if (member == null) return 0;
  member.flags |= flags | IS_READ;
  if (column != -1) member.column = column;
  return changetype<usize>(member.members);
}

/** A row that is read elsewhere begins. */
export function newRow(): void {
  memory.fill(CODES, 0xff, (columnCount as usize) << 2);
}

/** It has the text in that column. */
export function setText(place: i32): void {
  setCode(place, column(place).codeOf(text, textLength));
}

export function endRow(micros: f64, file: i32, place: i32): void {
  setCode(sourceFile, fileCode);
  addRow(CODES, micros, file, place);
}

/**
 * Reads records of a list as long as they are events as CloudTrail writes them: from `from` of the input on, where a
 * record stands, the `place`th of its file.
 *
 * @returns behind the last of them; `from`: there was none.
 */
export function take(from: i32, file: i32, place: i32): i32 {
  let end = input + (from as usize);
  let start = end;
  while (true) {
    const at = pastRecord(start, file, place);
    if (at == ODD) break;
    end = at;
    if (load<u8>(at) != COMMA) break;
    start = at + 1;
    place += 1;
  }
  return (end - input) as i32;
}

function pastRecord(start: usize, file: i32, place: i32): usize {
  if (load<u8>(start) != OPEN_BRACE) return ODD;
  newRow();
  record += 1;
  const end = pastMembers(start, root);
  if (end == ODD || !isEvent()) return ODD;
  const micros = microsAt(startOf(eventTime), lengthOf(eventTime));
  // NaN is none.
  if (!(micros <= latest)) return ODD;
  setPrincipal();
  setSessionName();
  endRow(micros, file, place);
  return end;
}

function pastMembers(start: usize, members: Members): usize {
  let at = start + 1;
  if (load<u8>(at) == CLOSE_BRACE) return at + 1;
  let previous: Member | null = null;
  while (true) {
    if (load<u8>(at) != QUOTE) return ODD;
    at += 1;
    let member: Member | null = null;
    if (previous != null) member = previous.next;
    if (member != null && isNamed(member, at)) at += (member.length as usize) + 1;
    else {
      const end = endOfPlain(at);
      if (load<u8>(end) != QUOTE) return ODD;
      member = members.add(at, (end - at) as i32);
      if (previous != null) previous.next = member;
      at = end + 1;
    }
    previous = member;
    if (load<u8>(at) != COLON) return ODD;
    at += 1;
    at = member == null || (member.flags & IS_READ) == 0 ? pastValue(at) : pastRead(at, member);
    if (at == ODD) return ODD;
    const byte = load<u8>(at);
    at += 1;
    if (byte == CLOSE_BRACE) return at;
    if (byte != COMMA) return ODD;
  }
}

function pastRead(at: usize, member: Member): usize {
  // Of two with one name the last counts, and perhaps of what lies in them.
  if (member.seen == record) return ODD;
  member.seen = record;
  const byte = load<u8>(at);
  const flags = member.flags;
  if (byte == QUOTE && member.column != -1 && (flags & IS_JSON) == 0) return pastText(at + 1, member.column);
  if (byte != LOWER_N) {
    if ((flags & MUST_BE_TEXT) != 0) return ODD;
    if ((flags & MUST_BE_OBJECT) != 0 && byte != OPEN_BRACE) return ODD;
  }
  const isKnown = byte == OPEN_BRACE && member.members.count > 0;
  const end = isKnown ? pastMembers(at, member.members) : pastValue(at);
  if (end == ODD || member.column == -1 || byte == LOWER_N) return end;
  setCode(member.column, column(member.column).codeOf(at, (end - at) as i32));
  return end;
}

/** From behind the opening quote past the closing one. */
function pastText(start: usize, place: i32): usize {
  const all = column(place);
  const last = all.last;
  if (last != -1) {
    const length = all.lengthOf(last);
    const end = start + (length as usize);
    if (end < inputEnd && load<u8>(end) == QUOTE && isSame(all.startOf(last), start, length)) {
      setCode(place, last);
      return end + 1;
    }
  }
  const end = endOfPlain(start);
  if (load<u8>(end) != QUOTE) return ODD;
  const code = all.codeOf(start, (end - start) as i32);
  all.last = code;
  setCode(place, code);
  return end + 1;
}

function setCode(place: i32, code: i32): void {
  store<i32>(CODES + ((place as usize) << 2), code);
}

function codeAt(place: i32): i32 {
  return load<i32>(CODES + ((place as usize) << 2));
}

function startOf(place: i32): usize {
  return column(place).startOf(codeAt(place));
}

function lengthOf(place: i32): i32 {
  return column(place).lengthOf(codeAt(place));
}

function isEvent(): bool {
  if (codeAt(eventTime) == -1 || !isThere(eventId) || !isThere(eventSource) || !isThere(eventName))
    return false;
  if (codeAt(account) != -1 && !isAccountId(startOf(account), lengthOf(account))) return false;
  return codeAt(eventType) == -1 || !isText(eventType, INSIGHT, INSIGHT_LENGTH);
}

function isThere(place: i32): bool {
  return codeAt(place) != -1 && lengthOf(place) > 0;
}

function isText(place: i32, text: usize, length: i32): bool {
  return lengthOf(place) == length && isSame(startOf(place), text, length);
}

function isAccountId(start: usize, length: i32): bool {
  if (length != 12) return false;
  for (let at: usize = 0; at < 12; at += 1) if (!isDigit(load<u8>(start + at))) return false;
  return true;
}

/** 'AwsCloudTrailInsight', 'AssumedRole', and room beyond. */
const INSIGHT_LENGTH = 20;
const INSIGHT = memory.data<u8>([
  0x41, 0x77, 0x73, 0x43, 0x6c, 0x6f, 0x75, 0x64, 0x54, 0x72, 0x61, 0x69, 0x6c, 0x49, 0x6e, 0x73, 0x69, 0x67,
  0x68, 0x74, 0, 0, 0, 0,
]);
const ASSUMED_ROLE_LENGTH = 11;
const ASSUMED_ROLE = memory.data<u8>([
  0x41, 0x73, 0x73, 0x75, 0x6d, 0x65, 0x64, 0x52, 0x6f, 0x6c, 0x65, 0, 0, 0, 0, 0,
]);

function setPrincipal(): void {
  for (let each = 0; each < principalCount; each += 1) {
    const place = load<i32>(PRINCIPALS + ((each as usize) << 2));
    if (codeAt(place) == -1) continue;
    setCode(principal, column(principal).codeOf(startOf(place), lengthOf(place)));
    return;
  }
}

/** Of `arn:aws:sts::111122223333:assumed-role/role/name` the name. */
function setSessionName(): void {
  if (codeAt(userArn) == -1 || codeAt(userType) == -1) return;
  if (!isText(userType, ASSUMED_ROLE, ASSUMED_ROLE_LENGTH)) return;
  const end = startOf(userArn) + (lengthOf(userArn) as usize);
  const start = pastSlash(pastSlash(startOf(userArn), end), end);
  setCode(sessionName, column(sessionName).codeOf(start, (endOfStep(start, end) - start) as i32));
}

function pastSlash(start: usize, end: usize): usize {
  return min(endOfStep(start, end) + 1, end);
}

function endOfStep(start: usize, end: usize): usize {
  let at = start;
  while (at < end && load<u8>(at) != SLASH) at += 1;
  return at;
}
