import { isObject, type JsonObject } from '../../model/json.ts';
import { microsOf } from './time-micros.ts';

/** Clocks differ by seconds; an event a day ahead says a wrong time. */
const FUTURE_MS = 86_400_000;

export function latestMicros(now: Date): number {
  return (now.getTime() + FUTURE_MS) * 1_000;
}

export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** Why a record cannot stand in the table of events; null: it can. */
export function recordFault(record: unknown, now: Date): string | null {
  if (!isObject(record)) return `${kindOf(record)} where a record is expected`;
  const missing = REQUIRED.find((key) => typeof record[key] !== 'string' || record[key] === '');
  if (missing) return `${missing}: ${kindOf(record[missing])} where a text is expected`;
  return timeFault(record['eventTime'], now) ?? identityFault(record['userIdentity']) ?? accountFault(record);
}

const REQUIRED = ['eventID', 'eventTime', 'eventSource', 'eventName'] as const;

function timeFault(time: unknown, now: Date): string | null {
  const at = typeof time === 'string' ? microsOf(time) : Number.NaN;
  if (Number.isNaN(at)) return `eventTime ${short(time)}: no time`;
  return at > latestMicros(now) ? `eventTime ${short(time)} lies in the future` : null;
}

function identityFault(identity: unknown): string | null {
  if (identity === undefined || identity === null || isObject(identity)) return null;
  return `userIdentity: ${kindOf(identity)} where an object is expected`;
}

function accountFault({ recipientAccountId: account }: JsonObject): string | null {
  if (account === undefined || account === null) return null;
  return typeof account === 'string' && isAccountId(account)
    ? null
    : `recipientAccountId ${short(account)}: no account id`;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return value === '' ? 'an empty text' : typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
