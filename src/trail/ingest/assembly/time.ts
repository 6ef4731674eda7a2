import { isDigit } from './json';

/** What two bytes are that are no digits: whatever it is part of is below all that may be. */
const NONE = -100000;
const MICROS = 1e6;

/**
 * Microseconds since 1970 of `2026-11-28T10:00:00Z`, as CloudTrail writes a time; NaN: it is written otherwise, or there
 * is no such time.
 */
export function microsAt(start: usize, length: i32): f64 {
  if (length != 20 || load<u8>(start, 4) != 0x2d || load<u8>(start, 7) != 0x2d) return NaN;
  if (load<u8>(start, 10) != 0x54 || load<u8>(start, 13) != 0x3a || load<u8>(start, 16) != 0x3a) return NaN;
  if (load<u8>(start, 19) != 0x5a) return NaN;
  const year = two(start) * 100 + two(start + 2);
  const month = two(start + 5);
  const day = two(start + 8);
  const hour = two(start + 11);
  const minute = two(start + 14);
  const second = two(start + 17);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return NaN;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  const seconds = hour * 3600 + minute * 60 + second;
  return ((daysUpTo(year, month, day) as f64) * 86400 + (seconds as f64)) * MICROS;
}

function two(at: usize): i32 {
  const tens = load<u8>(at);
  const ones = load<u8>(at, 1);
  return isDigit(tens) && isDigit(ones) ? ((tens & 0xf) as i32) * 10 + ((ones & 0xf) as i32) : NONE;
}

function daysOf(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return 30 + ((month + (month >> 3)) & 1);
}

/** Since 1970. Years begin in March here, so that a leap day is their last one. */
function daysUpTo(year: i32, month: i32, day: i32): i32 {
  const from = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  return from * 365 + from / 4 - from / 100 + from / 400 + (months * 153 + 2) / 5 + day - 719469;
}
