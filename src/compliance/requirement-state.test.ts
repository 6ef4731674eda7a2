import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REQUIREMENT_COVERAGES, type RequirementState } from '../model/compliance.ts';
import { type Circumstances, stateOf } from './requirement-state.ts';
import type { Tally } from './tally.ts';

const count = fc.nat({ max: 3 });
const names = fc.array(fc.string({ minLength: 1 }), { maxLength: 4 });
const tallies: fc.Arbitrary<Tally> = fc.record({
  fail: count,
  unknown: count,
  pass: count,
  suppressed: count,
  worst: fc.constant(null),
  failures: fc.constant([]),
  failingAccounts: fc.constant([]),
  missing: names,
  reasons: names,
  isRegional: fc.boolean(),
});
const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  coverage: fc.constantFrom(...REQUIREMENT_COVERAGES),
  notRun: names,
  crashed: names,
  incomplete: fc.option(fc.string()),
  skippedRegions: names,
});

function state(tally: Tally, around: Circumstances): RequirementState {
  return stateOf(tally, around).state;
}

function law(holds: (tally: Tally, around: Circumstances) => void): void {
  fc.assert(fc.property(tallies, circumstances, holds), { numRuns: 2000 });
}

const MET: readonly RequirementState[] = ['met', 'met-in-part'];

test('a failure never makes a requirement met', () => {
  law((tally, around) => {
    const after = state({ ...tally, fail: tally.fail + 1 }, around);
    expect(after).toBe(around.coverage === 'none' ? 'not-covered' : 'not-met');
  });
});

test('something unknown never becomes met', () => {
  law((tally, around) => {
    const after = state({ ...tally, unknown: tally.unknown + 1 }, around);
    expect(MET).not.toContain(after);
  });
});

test('suppressing failures never makes a requirement met', () => {
  law((tally, around) => {
    const failing = { ...tally, fail: tally.fail + 1 };
    const before = state(failing, around);
    const after = state({ ...failing, fail: 0, suppressed: failing.suppressed + failing.fail }, around);
    if (around.coverage === 'none') expect(after).toBe(before);
    else expect(after).toBe(isDoubtful(tally, around) ? 'not-assessed' : 'excepted');
  });
});

test('more that passes changes nothing but whether there was anything to judge', () => {
  law((tally, around) => {
    const before = state(tally, around);
    const after = state({ ...tally, pass: tally.pass + 1 }, around);
    if (tally.pass > 0 || before !== 'not-assessed') expect(after).toBe(before);
  });
});

test('met is said of what is answered in full, judged in full, and passes', () => {
  law((tally, around) => {
    if (state(tally, around) !== 'met') return;
    expect(around.coverage).toBe('full');
    expect(isDoubtful(tally, around)).toBe(false);
    expect(tally.fail + tally.suppressed).toBe(0);
    expect(tally.pass).toBeGreaterThan(0);
    expect(tally.isRegional && around.skippedRegions.length > 0).toBe(false);
  });
});

function isDoubtful({ unknown }: Tally, { notRun, crashed, incomplete }: Circumstances): boolean {
  return unknown > 0 || notRun.length > 0 || crashed.length > 0 || incomplete !== null;
}

const nothing: Tally = {
  fail: 0,
  unknown: 0,
  pass: 0,
  suppressed: 0,
  worst: null,
  failures: [],
  failingAccounts: [],
  missing: [],
  reasons: [],
  isRegional: false,
};
const good: Tally = { ...nothing, pass: 2 };
const whole: Circumstances = {
  coverage: 'full',
  notRun: [],
  crashed: [],
  incomplete: null,
  skippedRegions: [],
};

test.each<[string, Tally, Partial<Circumstances>, RequirementState, string | null]>([
  ['all passes', good, {}, 'met', null],
  ['all passes that is looked at', good, { coverage: 'partial' }, 'met-in-part', null],
  ['no check', nothing, { coverage: 'none' }, 'not-covered', null],
  ['nothing there', nothing, {}, 'not-assessed', 'Nothing that it applies to was found.'],
  [
    'one unknown',
    { ...good, unknown: 1, missing: ['iam:ListUsers'] },
    {},
    'not-assessed',
    '1 answer is unknown, for want of iam:ListUsers.',
  ],
  [
    'many unknown',
    { ...good, unknown: 9, missing: ['a:A', 'b:B', 'c:C', 'd:D', 'e:E'] },
    {},
    'not-assessed',
    '9 answers are unknown, for want of a:A, b:B, c:C and 2 more.',
  ],
  ['a check left out', good, { notRun: ['root-mfa'] }, 'not-assessed', 'Not run: root-mfa.'],
  ['a crash', good, { crashed: ['root-mfa'] }, 'not-assessed', 'Crashed: root-mfa.'],
  [
    'broken off',
    good,
    { incomplete: 'the credentials ended' },
    'not-assessed',
    'The reading broke off: the credentials ended.',
  ],
  [
    'accepted',
    { ...good, suppressed: 1, reasons: ['Ends in March.'] },
    {},
    'excepted',
    '1 failure is suppressed: Ends in March.',
  ],
  [
    'a region left out',
    { ...good, isRegional: true },
    { skippedRegions: ['eu-west-1 of 1'] },
    'met-in-part',
    'Not read: eu-west-1 of 1.',
  ],
  ['a region left out of what is global', good, { skippedRegions: ['eu-west-1 of 1'] }, 'met', null],
])('%s', (_, tally, around, expected, why) => {
  expect(stateOf(tally, { ...whole, ...around })).toEqual({ state: expected, why });
});
