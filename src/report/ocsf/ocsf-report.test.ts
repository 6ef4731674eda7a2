import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileAssessment } from '../../../test/hostile-assessment.ts';
import { SMALL_ASSESSMENT, SMALL_CHECKS } from '../../../test/small-assessment.ts';
import { ocsfValidator } from '../../../test/validators/ocsf-validator.ts';
import { INSTALLED, OCSF_SCHEMA } from '../../../test/validators/validators.ts';
import type { Assessment } from '../../model/assessment.ts';
import { OCSF_VERSION } from './ocsf-product.ts';
import { ocsfReport } from './ocsf-report.ts';

interface Event {
  readonly status_id: number;
  readonly comment?: string;
  readonly finding_info: { readonly uid: string };
  readonly compliance: { readonly status_id: number; readonly status_details?: readonly string[] };
  readonly resources: readonly { readonly name: string; readonly tags?: readonly object[] }[];
}

function textOf(assessment: Assessment): string {
  return [...ocsfReport(assessment, SMALL_CHECKS)].join('');
}

function eventsOf(assessment: Assessment): readonly Event[] {
  return JSON.parse(textOf(assessment)) as readonly Event[];
}

test('a failure fails, what is unknown warns with what was missing, a suppressed one is suppressed', () => {
  const events = eventsOf(SMALL_ASSESSMENT);
  const of = (name: string): Event | undefined => events.find((each) => each.resources[0]?.name === name);
  expect(of('closed')?.compliance.status_id).toBe(1);
  expect(of('unread')?.compliance).toMatchObject({
    status_id: 2,
    status_details: ['s3:GetBucketAcl: AccessDenied: not allowed in this test'],
  });
  expect(of('open')).toMatchObject({
    status_id: 3,
    comment: 'A website, meant to be <open>. (suppressions.yaml:3)',
    compliance: { status_id: 3 },
  });
});

test('is an array with an event a line, also without any', () => {
  const lines = textOf(SMALL_ASSESSMENT).trimEnd().split('\n');
  expect([lines[0], lines.at(-1)]).toEqual(['[', ']']);
  expect(lines.slice(1, -1).map((line) => JSON.parse(line.replace(/,$/, '')) as Event)).toEqual(
    eventsOf(SMALL_ASSESSMENT),
  );
  expect(eventsOf({ ...SMALL_ASSESSMENT, findings: [] })).toEqual([]);
});

describe.skipIf(!INSTALLED)('the official schema (skipped until npm run validators)', () => {
  test('is that of the version the events claim', () => {
    expect((JSON.parse(readFileSync(OCSF_SCHEMA, 'utf8')) as { $id: string }).$id).toContain(
      `/${OCSF_VERSION}/`,
    );
  });

  test('holds, and would tell what is wrong', () => {
    const valid = ocsfValidator(OCSF_SCHEMA);
    const [event] = eventsOf(SMALL_ASSESSMENT);
    for (const each of eventsOf(SMALL_ASSESSMENT))
      expect(valid(each), JSON.stringify(valid.errors)).toBe(true);
    expect(valid({ ...event, severity_id: 7 })).toBe(false);
    expect(valid({ ...event, finding_info: {} })).toBe(false);
    expect(valid({ ...event, made_up: 1 })).toBe(false);
  });

  test('holds whatever the names are, and no text is half a character', () => {
    const valid = ocsfValidator(OCSF_SCHEMA);
    fc.assert(
      fc.property(hostileAssessment(), (assessment) => {
        const text = textOf(assessment);
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        const events = JSON.parse(text) as readonly Event[];
        expect(events.map((each) => each.finding_info.uid)).toEqual(assessment.findings.map(({ id }) => id));
        for (const each of events) expect(valid(each), JSON.stringify(valid.errors)).toBe(true);
        expect(JSON.stringify(events)).not.toMatch(/\\ud[89a-f]/);
      }),
      { numRuns: 60 },
    );
  });
});
