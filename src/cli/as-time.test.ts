import { expect, test } from 'vitest';
import { asTime } from './as-time.ts';

test.each([
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T10:30', '2026-11-01T10:30:00.000Z'],
  ['2026-11-01 10:30:05', '2026-11-01T10:30:05.000Z'],
  ['2026-11-01T10:30:05.25Z', '2026-11-01T10:30:05.250Z'],
  ['2026-11-01T01:30:00+02:00', '2026-10-31T23:30:00.000Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
])('%s is a time, UTC unless it says another zone, wherever this runs', (text, time) => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'America/New_York';
  try {
    expect(asTime(text)).toBe(time);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test.each([
  'yesterday',
  '20261101',
  '2026-02-30',
  '2026-02-29',
  '2026-13-01',
  '2026-11-01T25:00',
  '2026-11-01 (x)',
  '',
])('%j is none', (text) => {
  expect(() => asTime(text)).toThrow(/expected a time in ISO 8601/);
});
