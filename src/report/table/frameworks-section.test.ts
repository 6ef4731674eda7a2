import colors from 'picocolors';
import { expect, test } from 'vitest';
import { aFramework, aRequirement } from '../../../test/builders/compliance.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { FrameworkResult } from '../../model/compliance.ts';
import { frameworks } from './frameworks-section.ts';

const people = 'A matter of people and procedure, which no AWS call tells.';

function text(results: readonly FrameworkResult[] | undefined, { color = false, width = 90 } = {}): string {
  const assessment = (results ? { frameworks: results } : {}) as unknown as Assessment;
  return frameworks(assessment, colors.createColors(color), width);
}

const result = aFramework([
  aRequirement(),
  aRequirement({
    id: '1.2',
    title: 'People are trained',
    state: 'not-covered',
    coverage: 'none',
    note: people,
    checks: [],
  }),
  aRequirement({ id: '1.10', title: 'Keys are new', state: 'not-met', worst: 'high', fail: 1234 }),
  aRequirement({
    id: '2.1',
    title: 'Logs are kept',
    state: 'met-in-part',
    coverage: 'partial',
    note: 'Not looked at: logs of other systems.',
  }),
  aRequirement({
    id: '2.2',
    title: 'Users are few',
    state: 'not-assessed',
    unknown: 1,
    why: '1 answer is unknown.',
  }),
  aRequirement({
    id: '2.3',
    title: 'Roles are used',
    state: 'excepted',
    why: '1 failure is suppressed: Later.',
  }),
  aRequirement({
    id: '2.4',
    title: 'Exits are known',
    state: 'not-covered',
    coverage: 'none',
    note: people,
    checks: [],
  }),
]);

test('every requirement is there, the worst state first, in the order of the framework', () => {
  expect(text([result])).toBe(`X Benchmark 1.0  x-1.0
  Not met 1 · Not assessed 1 · Excepted 1 · Met in part 1 · Met 1 · Not covered 2
  NOT MET
    1.10  high     1,234  Keys are new
  NOT ASSESSED
    2.2                   Users are few
                          1 answer is unknown.
  EXCEPTED
    2.3                   Roles are used
                          1 failure is suppressed: Later.
  MET IN PART
    2.1                   Logs are kept
                          Not looked at: logs of other systems.
  MET
    1.1                   Buckets keep versions
  NOT COVERED
    A matter of people and procedure, which no AWS call tells.
      1.2, 2.4`);
});

test('nothing is said where no framework was asked for', () => {
  expect(text(undefined)).toBe('');
  expect(text([])).toBe('');
});

test('long remarks are wrapped, and text of others cannot move the cursor', () => {
  const why = `1 failure is suppressed: ${'rather '.repeat(20)}\u001b[2J\u202ewrong.`;
  const [, ...lines] = text([aFramework([aRequirement({ state: 'excepted', why })])], { width: 80 }).split(
    '\n',
  );
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(lines.join(' ')).toContain('\\u{1b}[2J\\u{202e}wrong.');
  expect(lines.join(' ')).not.toContain('\u001b');
});

test('colours are there where they are wanted', () => {
  expect(text([result], { color: true })).toContain('\u001b[31mNOT MET');
});
