import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../src/model/json.ts';
import { randomNumbers } from './random-numbers.ts';

const SHARED = join(import.meta.dirname, '../../shared/data/cloudtrail/invictus/CloudTrail');
const DAYS = 20;
const ACCOUNTS = ['111122223333', '444455556666', '777788889999'];

export interface TrailSize {
  readonly rawBytes: number;
  readonly eventsPerFile: number;
}

export interface GeneratedTrail {
  readonly files: number;
  readonly events: number;
  readonly rawBytes: number;
}

/**
 * Log files of several accounts and days, gzipped, made of the shared real events: ids, times, addresses and the
 * digits in names and ids are others in each. Always the same for a seed.
 */
export function writeTrail(folder: string, size: TrailSize, seed: number): GeneratedTrail {
  const random = randomNumbers(seed);
  const texts = sharedEvents().map((each) => JSON.stringify(each));
  let [files, events, rawBytes] = [0, 0, 0];
  while (rawBytes < size.rawBytes) {
    const day = Math.floor((DAYS * rawBytes) / size.rawBytes);
    const account = ACCOUNTS[files % ACCOUNTS.length] ?? '';
    const records = Array.from({ length: size.eventsPerFile }, () =>
      varied(texts[Math.floor(random() * texts.length)] ?? '{}', { day, account, random }),
    );
    const text = `{"Records":[${records.join(',')}]}`;
    const date = `2026/11/${String(day + 1).padStart(2, '0')}`;
    const path = join(folder, 'AWSLogs', account, 'CloudTrail/us-east-1', date);
    mkdirSync(path, { recursive: true });
    const name = `${account}_CloudTrail_us-east-1_${date.replaceAll('/', '')}T1000Z_${String(files).padStart(6, '0')}.json.gz`;
    writeFileSync(join(path, name), gzipSync(text));
    files += 1;
    events += records.length;
    rawBytes += text.length;
  }
  return { files, events, rawBytes };
}

function sharedEvents(): readonly JsonObject[] {
  return readdirSync(SHARED)
    .sort()
    .flatMap(
      (name) => (JSON.parse(readFileSync(join(SHARED, name), 'utf8')) as { Records: JsonObject[] }).Records,
    );
}

/** Share of the resource ids that stay: something can be asked of them. */
const KEPT = 0.02;

interface Variation {
  readonly day: number;
  readonly account: string;
  readonly random: () => number;
}

/** Other ids, so that neither gzip nor a dictionary finds more alike than in a real trail. */
function varied(text: string, { day, account, random }: Variation): string {
  const digits = (length: number): string =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const id = `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const time = `2026-11-${two(day + 1)}T${two(random() * 24)}:${two(random() * 60)}:${two(random() * 60)}Z`;
  return text
    .replace(/"eventID":"[^"]*"/, `"eventID":"${id}"`)
    .replace(/"eventTime":"[^"]*"/, `"eventTime":"${time}"`)
    .replace(/"recipientAccountId":"[^"]*"/, `"recipientAccountId":"${account}"`)
    .replace(
      /"requestID":"[^"]*"/,
      () => `"requestID":"${digits(8)}-${digits(4)}-${digits(4)}-${digits(12)}"`,
    )
    .replace(/-0[0-9a-f]{16}"/g, (same) => (random() < KEPT ? same : `-0${digits(16)}"`));
}
