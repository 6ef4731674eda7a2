import { expect, test } from 'vitest';
import { aGroup, allowing, aManagedPolicy, aRole, aUser } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Check } from '../check.ts';
import { policyValid } from './policy-valid.ts';

function checkOf(id: string): Check {
  const found = policyValid.find((each) => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

const managed = checkOf('policy-valid');
const inline = (document: string) => ({ inlinePolicies: [{ policyName: 'own', document }] });
const VALID = allowing('s3:GetObject', 'arn:aws:s3:::data-bucket/*');
const WRONG = allowing('s3:GetObjekt', 'arn:aws:s3:::data-bucket/*');

test('fails for a mistake, with the line', () => {
  expect(evaluate(managed, aManagedPolicy({ document: WRONG }))).toMatchObject([
    {
      status: 'fail',
      summary: expect.stringMatching(/^Policy read-data-bucket has 1 mistake: .*GetObjekt.*\.$/),
      evidence: {
        policy: 'read-data-bucket',
        mistakes: [{ rule: 'action-unknown', severity: 'error', line: 1 }],
      },
    },
  ]);
});

test.each([
  ['an ARN of nothing', allowing('sqs:SendMessage', 'arn:aws:sqs:us-east-1:12345:dispatch')],
  ['a condition that never holds', conditional({ IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } })],
])('fails for %s', (_name, document) => {
  expect(statuses(managed, aManagedPolicy({ document }))).toEqual(['fail']);
});

test('passes for a policy without mistakes; a suggestion is none', () => {
  expect(statuses(managed, aManagedPolicy({ document: VALID }))).toEqual(['pass']);
  const old = VALID.replace('2012-10-17', '2008-10-17');
  expect(evaluate(managed, aManagedPolicy({ document: old }))).toMatchObject([
    { status: 'pass', evidence: { mistakes: [], suggestions: [{ rule: 'version-old' }] } },
  ]);
});

test('what allows too much is for other checks', () => {
  expect(statuses(managed, aManagedPolicy({ document: allowing('iam:PassRole') }))).toEqual(['pass']);
});

test('judges each inline policy of users, groups and roles', () => {
  const ofUsers = checkOf('policy-valid-user');
  expect(evaluate(ofUsers, aUser(inline(WRONG)))).toMatchObject([{ status: 'fail', key: 'own' }]);
  expect(statuses(checkOf('policy-valid-group'), aGroup(inline(WRONG)))).toEqual(['fail']);
  expect(statuses(checkOf('policy-valid-role'), aRole(inline(WRONG)))).toEqual(['fail']);
  expect(statuses(ofUsers, aUser(inline(VALID)))).toEqual(['pass']);
  expect(statuses(ofUsers, aUser({ inlinePolicies: [] }))).toEqual(['pass']);
});

test("is unknown for what is no policy, and does not concern AWS's own", () => {
  expect(statuses(managed, aManagedPolicy({ document: '{' }))).toEqual(['unknown']);
  expect(statuses(managed, aManagedPolicy({ awsManaged: true, document: WRONG }))).toEqual([
    'not-applicable',
  ]);
});

function conditional(Condition: object): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'dynamodb:Query', Resource: '*', Condition }],
  });
}
