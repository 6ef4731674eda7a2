import { arnPattern, plain, stringPattern, type TextChar } from './text.ts';
import { matchesPattern } from './wildcard.ts';

/** Whether a value of the request matches a value of the policy. */
export type Match = (value: string, policyValue: readonly TextChar[]) => boolean;

export interface Operator {
  readonly match: Match;
  readonly negated: boolean;
  readonly takesVariables: boolean;
}

const text =
  (matches: (value: string, policyValue: string) => boolean): Match =>
  (value, policyValue) =>
    matches(value, plain(policyValue));

const stringEquals = text((value, wanted) => value === wanted);
const stringEqualsIgnoreCase = text((value, wanted) => value.toLowerCase() === wanted.toLowerCase());
const stringLike: Match = (value, wanted) => matchesPattern(stringPattern(wanted), value);
const arnLike: Match = (value, wanted) => matchesPattern(arnPattern(wanted, 'ArnLike'), value);
const bool = text((value, wanted) => {
  const isBoolean = (each: string): boolean =>
    each.toLowerCase() === 'true' || each.toLowerCase() === 'false';
  return isBoolean(value) && isBoolean(wanted) && value.toLowerCase() === wanted.toLowerCase();
});
const ipAddress = text((value, wanted) => {
  const [address = '', prefix, more] = wanted.split('/');
  const block = addressBits(address);
  const asked = addressBits(value);
  if (block === null || asked === null || block.length !== asked.length || more !== undefined) return false;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return false;
  const length = prefix === undefined ? block.length : Number(prefix);
  return length <= block.length && block.slice(0, length) === asked.slice(0, length);
});
const binaryEquals = text((value, wanted) => {
  const [a, b] = [bytes(value), bytes(wanted)];
  return a !== null && a === b;
});

const compared =
  (read: (text: string) => number | null, holds: (a: number, b: number) => boolean): Match =>
  (value, wanted) => {
    const [a, b] = [read(value), read(plain(wanted))];
    return a !== null && b !== null && holds(a, b);
  };

const equal = (a: number, b: number): boolean => a === b;
const less = (a: number, b: number): boolean => a < b;
const lessOrEqual = (a: number, b: number): boolean => a <= b;
const greater = (a: number, b: number): boolean => a > b;
const greaterOrEqual = (a: number, b: number): boolean => a >= b;

const withVariables = (match: Match, negated = false): Operator => ({ match, negated, takesVariables: true });
const without = (match: Match, negated = false): Operator => ({ match, negated, takesVariables: false });

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>(
  Object.entries({
    StringEquals: withVariables(stringEquals),
    StringNotEquals: withVariables(stringEquals, true),
    StringEqualsIgnoreCase: withVariables(stringEqualsIgnoreCase),
    StringNotEqualsIgnoreCase: withVariables(stringEqualsIgnoreCase, true),
    StringLike: withVariables(stringLike),
    StringNotLike: withVariables(stringLike, true),
    NumericEquals: without(compared(number, equal)),
    NumericNotEquals: without(compared(number, equal), true),
    NumericLessThan: without(compared(number, less)),
    NumericLessThanEquals: without(compared(number, lessOrEqual)),
    NumericGreaterThan: without(compared(number, greater)),
    NumericGreaterThanEquals: without(compared(number, greaterOrEqual)),
    DateEquals: without(compared(moment, equal)),
    DateNotEquals: without(compared(moment, equal), true),
    DateLessThan: without(compared(moment, less)),
    DateLessThanEquals: without(compared(moment, lessOrEqual)),
    DateGreaterThan: without(compared(moment, greater)),
    DateGreaterThanEquals: without(compared(moment, greaterOrEqual)),
    Bool: withVariables(bool),
    BinaryEquals: without(binaryEquals),
    IpAddress: without(ipAddress),
    NotIpAddress: without(ipAddress, true),
    ArnEquals: withVariables(arnLike),
    ArnLike: withVariables(arnLike),
    ArnNotEquals: withVariables(arnLike, true),
    ArnNotLike: withVariables(arnLike, true),
  }).map(([name, operator]) => [name.toLowerCase(), operator]),
);

function number(value: string): number | null {
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : null;
}

/** A year, a month, a day or a moment of ISO 8601 as W3C has it, in UTC unless it says where; or Unix seconds. */
function moment(value: string): number | null {
  if (/^\d{4}$/.test(value)) return day(value, '01', '01');
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const [date = '', time, more] = value.toUpperCase().split('T');
  const [year = '', month = '01', dayOfMonth = '01', moreDate] = date.split('-');
  const digits = /^\d{4}$/.test(year) && /^\d\d$/.test(month) && /^\d\d$/.test(dayOfMonth);
  if (!digits || more !== undefined || moreDate !== undefined) return null;
  const start = day(year, month, dayOfMonth);
  if (time === undefined || start === null) return start;
  if (date.split('-').length !== 3) return null;
  const of = clock(time);
  return of === null ? null : start + of;
}

function day(year: string, month: string, dayOfMonth: string): number | null {
  const lengths = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const length = lengths[Number(month) - 1] ?? 0;
  if (Number(dayOfMonth) < 1 || Number(dayOfMonth) > length) return null;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(dayOfMonth));
  return at.getTime();
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function clock(time: string): number | null {
  const found = /^([0-9:.]+)(Z|[+-]\d\d:?\d\d)?$/.exec(time);
  const [hour = '', minute = '', second = '00', more] = (found?.[1] ?? '').split(':');
  if (!/^\d\d$/.test(hour) || !/^\d\d$/.test(minute) || !/^\d\d(\.\d+)?$/.test(second) || more !== undefined)
    return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 60) return null;
  const zone = found?.[2] ?? 'Z';
  const ahead =
    zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const [whole, fraction = '0'] = second.split('.');
  const inMinute = Number(whole) * 1000 + Number(`0.${fraction}`) * 1000;
  return (Number(hour) * 60 + Number(minute)) * 60_000 + inMinute - ahead * 60_000;
}

/** 32 or 128 characters `0` and `1`. */
function addressBits(address: string): string | null {
  return address.includes(':') ? ipv6Bits(address) : ipv4Bits(address);
}

function ipv4Bits(address: string): string | null {
  const octets = address.split('.');
  if (
    octets.length !== 4 ||
    !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
  )
    return null;
  return octets.map((octet) => Number(octet).toString(2).padStart(8, '0')).join('');
}

/** RFC 4291: eight groups, one run of zero groups as `::`, perhaps IPv4 at the end. */
function ipv6Bits(address: string): string | null {
  const halves = address.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => groups(half));
  if (head === undefined || head === null || tail === null) return null;
  const missing = 128 - head.length - (tail?.length ?? 0);
  if (tail === undefined) return missing === 0 ? head : null;
  return missing >= 16 ? head + '0'.repeat(missing) + tail : null;
}

function groups(half: string): string | null {
  if (half === '') return '';
  let bits = '';
  const all = half.split(':');
  for (const [index, group] of all.entries()) {
    const ipv4 = index === all.length - 1 && group.includes('.') ? ipv4Bits(group) : null;
    if (ipv4 === null && !/^[0-9a-f]{1,4}$/i.test(group)) return null;
    bits += ipv4 ?? Number.parseInt(group, 16).toString(2).padStart(16, '0');
  }
  return bits;
}

/** Base64 without its padding. */
function bytes(value: string): string | null {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(value) ? value.replaceAll('=', '') : null;
}
