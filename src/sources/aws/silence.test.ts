import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Silence } from './silence.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const LIMITS = { milliseconds: 30_000, failures: 3, services: 2 };

test('is silence when enough calls of enough services failed for long enough', () => {
  const silence = new Silence(LIMITS);
  const start = Date.now();
  expect(silence.failed('s3', start)).toBe(false);
  vi.advanceTimersByTime(30_000);
  expect(silence.failed('s3', start)).toBe(false); // two calls
  expect(silence.failed('s3', start)).toBe(false); // one service
  expect(silence.failed('ec2', start)).toBe(true);
});

test('is none while it is short, however many fail', () => {
  const silence = new Silence(LIMITS);
  const start = Date.now();
  vi.advanceTimersByTime(29_999);
  for (const service of ['s3', 'ec2', 'iam', 'sts']) expect(silence.failed(service, start)).toBe(false);
});

test('an answer ends it, and calls that started before the answer count from the answer on', () => {
  const silence = new Silence(LIMITS);
  const start = Date.now();
  for (const service of ['s3', 'ec2']) silence.failed(service, start);
  vi.advanceTimersByTime(30_000);
  silence.answered();
  vi.advanceTimersByTime(1);
  for (const service of ['s3', 'ec2', 'iam']) expect(silence.failed(service, start)).toBe(false);
  vi.advanceTimersByTime(30_000);
  expect(silence.failed('sts', start)).toBe(true);
});
