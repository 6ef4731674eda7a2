import { expect, test } from 'vitest';
import {
  administratorAccess,
  aGroup,
  allowing,
  aManagedPolicy,
  aRole,
  aUser,
} from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Check } from '../check.ts';
import { policyNoServiceWildcard } from './policy-no-service-wildcard.ts';

function checkFor(resource: Resource): Check {
  const check = policyNoServiceWildcard.find((each) => each.resource === resource.type);
  if (!check) throw new Error(`no check for ${resource.type}`);
  return check;
}

function managed(document: string) {
  const policy = aManagedPolicy({ document });
  return evaluate(checkFor(policy), policy);
}

test.each(['s3:*', 'S3:*', '*', '*:*', 's3:**'])('fails for a managed policy that allows %s', (action) => {
  expect(managed(allowing(['ec2:DescribeVpcs', action]))).toEqual([
    {
      status: 'fail',
      summary: `Policy read-data-bucket allows whole services: ${action}.`,
      evidence: {
        policy: 'read-data-bucket',
        statements: [{ statement: 1, sid: null, actions: [action], resources: ['*'] }],
      },
    },
  ]);
});

test.each(['s3:Get*', 's3:GetObject'])('passes for %s', (action) => {
  expect(managed(allowing(action))).toMatchObject([{ status: 'pass' }]);
});

test('denying a whole service is not allowing it', () => {
  const document = JSON.stringify({ Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } });
  expect(managed(document)).toMatchObject([{ status: 'pass' }]);
});

test('does not concern AWS managed policies', () => {
  const policy = administratorAccess();
  expect(statuses(checkFor(policy), policy)).toEqual(['not-applicable']);
});

test.each([aUser, aGroup, aRole])(
  'judges each inline policy of a principal, and passes without: %o',
  (build) => {
    const principal = build({
      inlinePolicies: [
        { policyName: 'wide', document: allowing('s3:*') },
        { policyName: 'narrow', document: allowing('s3:GetObject') },
        { policyName: 'broken', document: 'no policy' },
      ],
    });
    expect(evaluate(checkFor(principal), principal)).toMatchObject([
      { status: 'fail', key: 'wide', summary: `Policy wide of ${principal.id} allows whole services: s3:*.` },
      { status: 'pass', key: 'narrow' },
      { status: 'unknown', key: 'broken', unread: [{ why: expect.stringContaining('not JSON') }] },
    ]);
    const bare = build({ inlinePolicies: [] });
    expect(evaluate(checkFor(bare), bare)).toEqual([
      { status: 'pass', summary: `${bare.id} has no inline policy.`, evidence: {} },
    ]);
  },
);

test('is unknown when the text is no policy', () => {
  expect(managed('')).toMatchObject([{ status: 'unknown' }]);
});
