import { expect, test } from 'vitest';
import { anAccountSummary } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { stsRegionalEndpointTokens as check } from './sts-regional-endpoint-tokens.ts';

test('passes with version 2 tokens and fails with version 1', () => {
  expect(statuses(check, anAccountSummary({ summary: { GlobalEndpointTokenVersion: 2 } }))).toEqual(['pass']);
  expect(evaluate(check, anAccountSummary({ summary: { GlobalEndpointTokenVersion: 1 } }))).toMatchObject([
    { status: 'fail', evidence: { GlobalEndpointTokenVersion: 1 } },
  ]);
});

test('is unknown when the summary does not tell', () => {
  expect(statuses(check, anAccountSummary({ summary: {} }))).toEqual(['unknown']);
});

test.each(['aws-cn', 'aws-us-gov'])('does not concern %s, which has no global endpoint', (partition) => {
  const arn = `arn:${partition}:iam::111122223333:root`;
  expect(statuses(check, anAccountSummary({ arn, summary: {} }))).toEqual(['not-applicable']);
});
