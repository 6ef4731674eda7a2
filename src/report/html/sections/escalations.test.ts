import { expect, test } from 'vitest';
import { anEscalation } from '../../../../test/builders/escalation-finding.ts';
import { aFinding, anAssessment } from '../../../../test/builders/finding.ts';
import type { Finding } from '../../../model/finding.ts';
import { tallyOf } from '../tally.ts';
import { escalationsSection, rankedWays } from './escalations.ts';

function section(...findings: readonly Finding[]) {
  const assessment = anAssessment(findings);
  return escalationsSection(assessment, tallyOf(assessment));
}

const long = anEscalation('long', ['one', 'two', 'three']);
const short = anEscalation('short', ['one']);
const assumed = anEscalation('assumed', ['one'], { assumes: ['there is a project'] });
const hidden = anEscalation('hidden', ['one', 'two'], {
  suppressed: { rule: 'r', reason: 'known', expires: null },
});

test('is not there where nobody can become an administrator', () => {
  expect(section(aFinding())).toBeNull();
  expect(section(anEscalation('nobody', ['one'], { status: 'pass' }))).toBeNull();
  expect(section(anEscalation('other', ['one'], { check: 'ec2-instance-role-escalation' }))).toBeNull();
});

test('certain ways come first, then the shortest', () => {
  const ranked = rankedWays([assumed, long, hidden, short]);
  expect(ranked.map(({ finding }) => finding.resource.id)).toEqual(['short', 'hidden', 'long', 'assumed']);
});

test('counts who certainly can, and says what the others hang on', () => {
  const made = section(assumed, long, hidden, short);
  expect(made).toMatchObject({ view: 'escalations', badge: 2 });
  const text = made?.body.text ?? '';
  expect(text).toContain('one; as step-1, two; as step-2, three');
  expect(text).toContain('if there is a project');
  expect(text).toContain('certain, suppressed');
  expect(text).toContain(`href="#finding=${short.id}&amp;view=escalations"`);
});

test('names of others stay text', () => {
  const text = section(anEscalation('<img src=x>\u202e', ['does <b>']))?.body.text ?? '';
  expect(text).not.toMatch(/<img|<b>|\u202e/);
});

test('tells the first two hundred of many', () => {
  const many = Array.from({ length: 201 }, (_, index) => anEscalation(`user-${index}`, ['one']));
  const text = section(...many)?.body.text ?? '';
  expect(text.match(/<tr data-finding/g)).toHaveLength(200);
  expect(text).toContain('the first 200 of 201');
});
