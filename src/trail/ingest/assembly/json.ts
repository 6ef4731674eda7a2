import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './bytes';

/** Deeper than any service nests, and less than what DuckDB reads. */
const DEEPEST = 500;
/** The brackets around what is passed. */
const OPENED = memory.data(DEEPEST);
/** From an opening bracket to its closing one. */
const TO_CLOSING: u8 = 2;

/** What is not JSON, or JSON that may be written shorter or otherwise: for `JsonCursor` to see. */
export const ODD: usize = 0;

const NULL: u32 = 0x6c6c756e;
const TRUE: u32 = 0x65757274;
const FALS: u32 = 0x736c6166;
const LOWER_E: u8 = 0x65;

/**
 * Past the value that stands there, which is JSON without white space; ODD: it is not.
 * https://www.rfc-editor.org/rfc/rfc8259
 */
export function pastValue(start: usize): usize {
  let at = start;
  let depth: usize = 0;
  while (true) {
    const byte = load<u8>(at);
    if (byte == QUOTE) at = pastText(at + 1);
    else if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
      if (depth == DEEPEST) return ODD;
      store<u8>(OPENED + depth, byte);
      depth += 1;
      at += 1;
      if (load<u8>(at) != byte + TO_CLOSING) {
        if (byte == OPEN_BRACE) at = pastName(at);
        if (at == ODD) return ODD;
        continue;
      }
      depth -= 1;
      at += 1;
    } else at = pastWord(at);
    if (at == ODD) return ODD;
    // What follows it, up to the next value.
    while (true) {
      if (depth == 0) return at;
      const opening = load<u8>(OPENED + depth - 1);
      const next = load<u8>(at);
      at += 1;
      if (next == COMMA) {
        if (opening == OPEN_BRACE) at = pastName(at);
        if (at == ODD) return ODD;
        break;
      }
      if (next != opening + TO_CLOSING) return ODD;
      depth -= 1;
    }
  }
}

function pastName(at: usize): usize {
  if (load<u8>(at) != QUOTE) return ODD;
  const end = pastText(at + 1);
  return end == ODD || load<u8>(end) != COLON ? ODD : end + 1;
}

/** From behind the opening quote past the closing one. */
function pastText(start: usize): usize {
  let at = start;
  while (true) {
    at = endOfPlain(at);
    const byte = load<u8>(at);
    if (byte == QUOTE) return at + 1;
    if (byte != BACKSLASH || !isUsualEscape(load<u8>(at, 1))) return ODD;
    at += 2;
  }
}

/** The first quote, backslash or control character from there on; the input ends with one. */
export function endOfPlain(start: usize): usize {
  let at = start;
  while (true) {
    const bytes = v128.load(at);
    const isEnd = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
      i8x16.lt_u(bytes, i8x16.splat(0x20)),
    );
    const found = i8x16.bitmask(isEnd);
    if (found != 0) return at + (ctz(found) as usize);
    at += 16;
  }
}

/** As JSON.stringify writes it: `"`, `\`, b, f, n, r, t. */
function isUsualEscape(byte: u8): bool {
  if (byte == QUOTE || byte == BACKSLASH) return true;
  return byte == 0x62 || byte == 0x66 || byte == 0x6e || byte == 0x72 || byte == 0x74;
}

function pastWord(at: usize): usize {
  const word = load<u32>(at);
  if (word == NULL || word == TRUE) return at + 4;
  if (word == FALS && load<u8>(at, 4) == LOWER_E) return at + 5;
  return pastNumber(at);
}

function pastNumber(start: usize): usize {
  let at = start;
  if (load<u8>(at) == 0x2d) at += 1;
  if (load<u8>(at) == 0x30) at += 1;
  else at = pastDigits(at);
  if (at != ODD && load<u8>(at) == 0x2e) at = pastDigits(at + 1);
  if (at == ODD || (load<u8>(at) | 0x20) != LOWER_E) return at;
  at += 1;
  if (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d) at += 1;
  return pastDigits(at);
}

/** One at least. */
function pastDigits(start: usize): usize {
  let at = start;
  while (isDigit(load<u8>(at))) at += 1;
  return at == start ? ODD : at;
}

export function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}
