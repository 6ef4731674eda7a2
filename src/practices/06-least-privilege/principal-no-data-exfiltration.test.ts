import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { aUser } from '../../../test/builders/iam.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import {
  ACCOUNT,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import type { Check } from '../check.ts';
import { principalNoDataExfiltration } from './principal-no-data-exfiltration.ts';

const ALONE: EvaluateOptions = { resources: [noMembership()] };

function checkOf(id: string): Check {
  const found = principalNoDataExfiltration.find((each) => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

const ofUsers = checkOf('principal-no-data-exfiltration-user');
const ofRoles = checkOf('principal-no-data-exfiltration-role');

test('fails with a request for what no policy has in mind, and the statements', () => {
  expect(evaluate(ofUsers, aUserWho('reader', ['s3:Get*', 'ssm:GetParameter']), ALONE)).toMatchObject([
    {
      status: 'fail',
      summary: 'reader may call s3:GetObject, s3:GetObjectVersion, ssm:GetParameter on whatever there is.',
      evidence: {
        actions: ['s3:GetObject', 's3:GetObjectVersion', 'ssm:GetParameter'],
        witness: { action: 's3:GetObject' },
        statements: ['reader-own, statement 1'],
      },
    },
  ]);
});

test.each([
  ['s3:GetObject', '*', 'fail'],
  ['s3:GetObject', 'arn:aws:s3:::*/*', 'fail'],
  ['s3:GetObject', 'arn:aws:s3:::app-*/*', 'pass'],
  ['s3:ListAllMyBuckets', '*', 'pass'],
  ['secretsmanager:GetSecretValue', '*', 'fail'],
  ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:*:${ACCOUNT}:secret:app/*`, 'pass'],
  ['secretsmanager:ListSecrets', '*', 'pass'],
  ['ssm:GetParametersByPath', '*', 'fail'],
  ['ssm:GetParameterHistory', `arn:aws:ssm:*:${ACCOUNT}:parameter/*`, 'fail'],
  ['ssm:GetParameters', `arn:aws:ssm:*:${ACCOUNT}:parameter/app/*`, 'pass'],
])('%s on %s: %s', (action, resource, status) => {
  expect(statuses(ofRoles, aRoleWho('worker', action, resource), ALONE)).toEqual([status]);
});

test("does not concern administrators; the organisation's policies count", () => {
  expect(statuses(ofUsers, aUserWho('admin', '*'), ALONE)).toEqual(['not-applicable']);
  const guard = { Effect: 'Deny', Action: 's3:GetObject*', Resource: '*' };
  const resources = anOrganization(['SERVICE_CONTROL_POLICY', guard]);
  const member = { accounts: [ACCOUNT, OTHER_ACCOUNT], resources };
  expect(statuses(ofUsers, aUserWho('reader', 's3:*'), member)).toEqual(['pass']);
});

test('is unknown where what was not read could give it, or take it away', () => {
  expect(statuses(ofUsers, aUser({ groups: [], ...unreadPolicy() }), ALONE)).toEqual(['unknown']);
  const member: EvaluateOptions = { denied: ['AWS::Organizations::Policy'], resources: [aMembership()] };
  expect(statuses(ofUsers, aUserWho('reader', 's3:*'), member)).toEqual(['unknown']);
});
