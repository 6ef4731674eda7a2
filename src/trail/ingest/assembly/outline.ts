import { BACKSLASH, COLON, QUOTE } from './bytes';
import { Column, newColumn } from './column';
import { endOfPlain, isDigit } from './json';
import { column } from './table';

/** There is no JSON, or too much of it. */
const NONE = -1;

/** Outlines, each different one once. */
const all: Column = newColumn(true, 1);
export const outlines = changetype<usize>(all);

const LONGEST: usize = 16384;
const OUTLINE = memory.data(16384 + 32);
const MOST_TEXTS = 2000;
/** Of the texts of the JSON that was looked at last: where each begins and ends. */
export const texts = memory.data(2000 << 3);
let textCount = 0;

const ZERO: u8 = 0x30;
const MINUS: u8 = 0x2d;
const POINT: u8 = 0x2e;
const PLUS: u8 = 0x2b;
const LOWER_E: u8 = 0x65;

export function forgetOutlines(): void {
  all.clear();
}

/**
 * The number of the outline of the row's JSON: the JSON with the number of each text that is not empty in its place, in
 * their order, and with 0 in that of each number.
 */
export function outlineAt(place: i32, row: i32): i32 {
  const length = lookAt(place, row);
  return length == NONE ? NONE : all.codeOf(OUTLINE, length);
}

/** Finds the texts of the row's JSON, and writes its outline, whose length it returns. */
export function lookAt(place: i32, row: i32): i32 {
  const json = column(place);
  const code = load<i32>(json.codes + ((row as usize) << 2));
  if (code == NONE) return NONE;
  textCount = 0;
  let at = json.startOf(code);
  const end = at + (json.lengthOf(code) as usize);
  let to = OUTLINE;
  while (at < end) {
    if (to - OUTLINE > LONGEST || textCount == MOST_TEXTS) return NONE;
    const byte = load<u8>(at);
    if (byte == QUOTE) {
      const close = endOfText(at + 1);
      const isName = load<u8>(close, 1) == COLON;
      to = isName ? writeName(at, close + 1, to) : writeText(at + 1, close, to);
      if (to == 0) return NONE;
      at = close + 1;
      continue;
    }
    const isNumber = byte == MINUS || isDigit(byte);
    store<u8>(to, isNumber ? ZERO : byte);
    to += 1;
    at = isNumber ? endOfNumber(at + 1) : at + 1;
  }
  return (to - OUTLINE) as i32;
}

/** The quote that ends it. */
function endOfText(start: usize): usize {
  let at = endOfPlain(start);
  while (load<u8>(at) == BACKSLASH) at = endOfPlain(at + 2);
  return at;
}

function endOfNumber(start: usize): usize {
  let at = start;
  while (true) {
    const byte = load<u8>(at);
    if (!isDigit(byte) && byte != POINT && (byte | 0x20) != LOWER_E && byte != MINUS && byte != PLUS)
      return at;
    at += 1;
  }
}

/** With its quotes. 0: there is no room. */
function writeName(start: usize, end: usize, to: usize): usize {
  if (to - OUTLINE + (end - start) > LONGEST) return 0;
  memory.copy(to, start, end - start);
  return to + (end - start);
}

function writeText(start: usize, end: usize, to: usize): usize {
  store<u8>(to, QUOTE);
  to += 1;
  if (end > start) {
    const span = texts + ((textCount as usize) << 3);
    store<u32>(span, start as u32);
    store<u32>(span, end as u32, 4);
    to = writeNumber(textCount, to);
    textCount += 1;
  }
  store<u8>(to, QUOTE);
  return to + 1;
}

function writeNumber(number: i32, to: usize): usize {
  if (number >= 10) to = writeNumber(number / 10, to);
  store<u8>(to, ZERO + ((number % 10) as u8));
  return to + 1;
}
