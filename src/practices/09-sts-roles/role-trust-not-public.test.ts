import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { ORGANIZATION } from '../../../test/builders/organizations.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { roleTrustNotPublic as check } from './role-trust-not-public.ts';

const accounts = [ACCOUNT, OTHER_ACCOUNT];
const OUR_OWN = { accounts, resources: anOrganization() };
const everybody = (condition?: object) =>
  aRole({ assumeRolePolicyDocument: trusting({ AWS: '*' }, condition) });

test('fails for everybody, with the request of a stranger', () => {
  expect(evaluate(check, everybody(), OUR_OWN)).toMatchObject([
    {
      status: 'fail',
      summary: 'Anybody with an AWS account may assume web-server.',
      evidence: {
        witness: {
          principal: 'arn:aws:iam::555566667777:role/example',
          action: 'sts:AssumeRole',
          resource: `arn:aws:iam::${ACCOUNT}:role/web-server`,
        },
      },
    },
  ]);
});

test.each([
  ['an external id that everybody can send', { StringEquals: { 'sts:ExternalId': 'fleet' } }],
  [
    'a name that everybody can give a role',
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy' } },
  ],
  ['a tag that everybody can give a role', { StringEquals: { 'aws:PrincipalTag/team': 'red' } }],
  ['one organization that is left out', { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }],
])('fails for everybody with %s', (_, condition) => {
  expect(statuses(check, everybody(condition), OUR_OWN)).toEqual(['fail']);
});

test.each([
  ['of an organization', { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }],
  ['of an account', { StringEquals: { 'aws:PrincipalAccount': OTHER_ACCOUNT } }],
  ['with a role of an account', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } }],
])('passes for everybody %s', (_, condition) => {
  expect(statuses(check, everybody(condition), OUR_OWN)).toEqual(['pass']);
});

test('passes for named accounts, roles and users, and a user that is deleted', () => {
  for (const AWS of [OTHER_ACCOUNT, `arn:aws:iam::${ACCOUNT}:user/alice`, 'AIDAJQABLZS4A3QDU576Q'])
    expect(statuses(check, aRole({ assumeRolePolicyDocument: trusting({ AWS }) }), OUR_OWN)).toEqual([
      'pass',
    ]);
});

test('does not concern roles for services and identity providers, nor those of services', () => {
  expect(statuses(check, aRole(), OUR_OWN)).toEqual(['not-applicable']);
  const Federated = `arn:aws:iam::${ACCOUNT}:saml-provider/corporate`;
  const saml = trusting({ Federated }, undefined, 'sts:AssumeRoleWithSAML');
  expect(statuses(check, aRole({ assumeRolePolicyDocument: saml }), OUR_OWN)).toEqual(['not-applicable']);
  expect(statuses(check, { ...everybody(), path: '/aws-service-role/x/' }, OUR_OWN)).toEqual([
    'not-applicable',
  ]);
});

const PERIMETER = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sts:AssumeRole',
  Resource: '*',
  Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } },
};

test('passes where a resource control policy holds strangers off, of the very role', () => {
  const guarded = (statement: object) =>
    statuses(check, everybody(), {
      accounts,
      resources: anOrganization(['RESOURCE_CONTROL_POLICY', statement]),
    });
  expect(guarded(PERIMETER)).toEqual(['pass']);
  expect(guarded({ ...PERIMETER, Resource: `arn:aws:iam::${ACCOUNT}:role/web-*` })).toEqual(['pass']);
  expect(guarded({ ...PERIMETER, Resource: `arn:aws:iam::${ACCOUNT}:role/db-*` })).toEqual(['fail']);
});

test('is unknown where nobody told the resource control policies, unless the trust policy is enough', () => {
  const denied = { accounts, denied: ['AWS::Organizations::Policy' as const], resources: anOrganization() };
  expect(evaluate(check, everybody(), denied)).toMatchObject([
    { status: 'unknown', unread: [{ call: 'test:List AWS::Organizations::Policy' }] },
  ]);
  const named = aRole({ assumeRolePolicyDocument: trusting({ AWS: OTHER_ACCOUNT }) });
  expect(statuses(check, named, denied)).toEqual(['pass']);
});

test('is unknown when the trust policy is none', () => {
  expect(statuses(check, aRole({ assumeRolePolicyDocument: '' }))).toEqual(['unknown']);
});
