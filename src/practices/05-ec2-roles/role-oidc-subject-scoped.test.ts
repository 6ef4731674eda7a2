import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import {
  ACCOUNT,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import type { Role } from '../../model/resources/iam.ts';
import { roleOidcSubjectScoped as check } from './role-oidc-subject-scoped.ts';

const ALONE: EvaluateOptions = { resources: [noMembership()] };
const GITHUB = 'token.actions.githubusercontent.com';
const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE';
const AUDIENCE = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };

function role(provider: string, condition?: object): Role {
  const federated =
    provider.includes('amazon.com') || provider.includes('google') ? provider : arnOf(provider);
  const assumeRolePolicyDocument = trusting(
    { Federated: federated },
    condition,
    'sts:AssumeRoleWithWebIdentity',
  );
  return aRole({ assumeRolePolicyDocument });
}

function arnOf(issuer: string): string {
  return `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}`;
}

test('fails where the audience is all that is asked for, with the request of a stranger', () => {
  expect(evaluate(check, role(GITHUB, { StringEquals: AUDIENCE }), ALONE)).toMatchObject([
    {
      status: 'fail',
      summary: `Anybody with a token of ${GITHUB} may assume web-server.`,
      evidence: {
        provider: arnOf(GITHUB),
        witness: {
          principal: arnOf(GITHUB),
          action: 'sts:AssumeRoleWithWebIdentity',
          context: { [`${GITHUB}:sub`]: 'repo:stranger-q0w8/any:ref:refs/heads/main' },
        },
      },
    },
  ]);
});

test.each([
  ['every repository', GITHUB, 'repo:*', 'fail'],
  ['everything', GITHUB, '*', 'fail'],
  ['a branch of any repository', GITHUB, 'repo:*:ref:refs/heads/main', 'fail'],
  ['owners that begin alike', GITHUB, 'repo:acme*', 'fail'],
  ['owners that begin alike, with a repository', GITHUB, 'repo:acme*/shop:*', 'fail'],
  ['an owner', GITHUB, 'repo:acme/*', 'pass'],
  ['a repository', GITHUB, 'repo:acme/shop:ref:refs/heads/main', 'pass'],
  ['a namespace of a cluster', EKS, 'system:serviceaccount:shop:*', 'pass'],
  ['every service account of a cluster', EKS, 'system:serviceaccount:*:*', 'fail'],
])('%s: %s', (_name, issuer, subject, status) => {
  const condition = { StringLike: { [`${issuer}:sub`]: subject } };
  expect(statuses(check, role(issuer, condition), ALONE)).toEqual([status]);
});

test('another claim that tells people apart will do', () => {
  const owner = { StringEquals: { ...AUDIENCE, [`${GITHUB}:repository_owner`]: 'acme' } };
  expect(statuses(check, role(GITHUB, owner), ALONE)).toEqual(['pass']);
});

test('issuers that serve everybody are told apart by their audience', () => {
  expect(statuses(check, role('accounts.google.com'), ALONE)).toEqual(['fail']);
  const app = { StringEquals: { 'accounts.google.com:aud': 'an-application' } };
  expect(statuses(check, role('accounts.google.com', app), ALONE)).toEqual(['pass']);
});

test('a resource control policy holds strangers off; one that was not read may', () => {
  const guard = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Resource: '*',
  };
  const open = role(GITHUB, { StringEquals: AUDIENCE });
  const member = {
    accounts: [ACCOUNT, OTHER_ACCOUNT],
    resources: anOrganization(['RESOURCE_CONTROL_POLICY', guard]),
  };
  expect(statuses(check, open, member)).toEqual(['pass']);
  const denied = ['AWS::Organizations::Policy'] as const;
  expect(statuses(check, open, { denied, resources: [aMembership()] })).toEqual(['unknown']);
});

test('does not concern other roles; is unknown when the trust policy is none', () => {
  expect(statuses(check, aRole(), ALONE)).toEqual(['not-applicable']);
  const saml = `arn:aws:iam::${ACCOUNT}:saml-provider/corporate`;
  const assumeRolePolicyDocument = trusting({ Federated: saml }, undefined, 'sts:AssumeRoleWithSAML');
  expect(statuses(check, aRole({ assumeRolePolicyDocument }), ALONE)).toEqual(['not-applicable']);
  expect(statuses(check, aRole({ assumeRolePolicyDocument: '{' }), ALONE)).toEqual(['unknown']);
});
