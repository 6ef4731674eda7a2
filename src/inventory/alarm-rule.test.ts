import { expect, test } from 'vitest';
import { ringsFor } from './alarm-rule.ts';

const alarm = { id: 'cis', arn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:cis' };

test.each([
  ['ALARM(cis)', true],
  ['ALARM("cis")', true],
  [`ALARM("${alarm.arn}")`, true],
  ['ALARM( "cis" ) OR ALARM("other")', true],
  ['ALARM("cis") AND ALARM("other")', false],
  ['ALARM("cis") AND NOT ALARM("maintenance")', true],
  ['ALARM("cis") AND OK("other")', true],
  ['OK("cis")', false],
  ['INSUFFICIENT_DATA("cis")', false],
  ['ALARM("other")', false],
  ['ALARM("other") AND ALARM("third") OR ALARM("cis")', true],
  ['(ALARM("cis") OR ALARM("other")) AND ALARM("third")', false],
  ['NOT (ALARM("other") AND FALSE)', true],
  ['TRUE', true],
  ['ALARM("AND (odd) name") OR ALARM("cis")', true],
  ['', null],
  ['ALARM("cis") OR', null],
  ['(ALARM("cis")', null],
  ['ALARM("cis") ALARM("cis")', null],
  ['AT_LEAST(1, ALARM, (cis, other))', null],
])('%s: %s', (rule, expected) => {
  expect(ringsFor(rule, alarm)).toBe(expected);
});
