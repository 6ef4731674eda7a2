import { expect, test } from 'vitest';
import { aFramework, aRequirement } from '../../../../test/builders/compliance.ts';
import { aFinding, anAssessment } from '../../../../test/builders/finding.ts';
import type { RequirementResult } from '../../../model/compliance.ts';
import { tallyOf } from '../tally.ts';
import { complianceSection } from './compliance.ts';

function section(...requirements: readonly RequirementResult[]) {
  const frameworks = requirements.length === 0 ? {} : { frameworks: [aFramework(requirements)] };
  const assessment = anAssessment([aFinding()], frameworks);
  return complianceSection(assessment, tallyOf(assessment));
}

test('is not there where no framework was asked for', () => {
  expect(section()).toBeNull();
});

test('counts what is not met, and has a row for every requirement', () => {
  const made = section(
    aRequirement({ id: '1', state: 'not-met', worst: 'high', fail: 2, unknown: 1 }),
    aRequirement({ id: '2', title: 'Other', level: 2, assessment: 'manual' }),
    aRequirement({
      id: '3',
      title: 'Third',
      state: 'not-covered',
      coverage: 'none',
      note: 'People.',
      checks: [],
    }),
  );
  expect(made).toMatchObject({ view: 'compliance', badge: 1 });
  const text = made?.body.text ?? '';
  expect(text.match(/<tr class="(not-met|met|not-covered)">/g)).toHaveLength(3);
  expect(text).toContain('<b>1</b> not met');
  expect(text).toContain('href="#status=fail&#38;control=x-1.0%3A1"');
  expect(text).toContain('href="#status=unknown&#38;control=x-1.0%3A1"');
  expect(text).toContain('Level 2, manual.');
  expect(text).toContain('People.');
});

test('what is broken by numbers of its own leads to no filter, which would find other findings', () => {
  const text = section(aRequirement({ state: 'not-met', worst: 'low', fail: 2, failures: ['a', 'b'] }))?.body
    .text;
  expect(text).toContain('<td class="n">2</td>');
  expect(text).not.toContain('href=');
});

test('reasons that others wrote stay text', () => {
  const why = '1 failure is suppressed: <img src=x onerror=alert(1)>\u202e.';
  const text = section(aRequirement({ state: 'excepted', why }))?.body.text;
  expect(text).toContain('&#60;img');
  expect(text).not.toContain('<img');
  expect(text).not.toContain('\u202e');
});
