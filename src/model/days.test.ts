import { expect, test } from 'vitest';
import { daysBetween, latestTime } from './days.ts';
import { read } from './reading.ts';

test.each([
  ['2026-01-01T00:00:00Z', '2026-01-01T23:59:59Z', 0],
  ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 1],
  ['2026-01-01T12:00:00Z', '2026-04-01T12:00:00Z', 90],
  ['2026-01-01T12:00:00+01:00', '2026-01-02T11:00:00Z', 1],
  ['2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z', -1],
])('from %s to %s are %i whole days', (from, to, days) => {
  expect(daysBetween(from, to, 'x:Y')).toEqual(read(days));
});

test.each([
  ['', '2026-01-01T00:00:00Z'],
  [null, '2026-01-01T00:00:00Z'],
  ['2026-01-01T00:00:00Z', null],
  ['yesterday', '2026-01-01T00:00:00Z'],
])('from %s to %s is unread', (from, to) => {
  expect(daysBetween(from, to, 'x:Y')).toMatchObject({ status: 'unread', call: 'x:Y' });
});

test('the latest of some times', () => {
  expect(
    latestTime([null, '2026-01-02T00:00:00Z', 'x', '2026-01-03T00:00:00Z', '2026-01-01T00:00:00Z']),
  ).toBe('2026-01-03T00:00:00Z');
  expect(latestTime([null, ''])).toBeNull();
  expect(latestTime([])).toBeNull();
});
