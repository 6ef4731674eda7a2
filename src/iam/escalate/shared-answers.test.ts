import { expect, test } from 'vitest';
import {
  ALL,
  aDocument,
  aManagedView,
  anAccountView,
  anIamView,
  anInline,
  aRoleView,
  aUserView,
  held,
} from '../../../test/builders/iam-view.ts';
import { ACCOUNT, AS_OF } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { ManagedPolicyView, PrincipalView } from '../view/iam-view.ts';
import { escalations } from './escalations.ts';

const OFFICE = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };

test.each([
  ['its ARN', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/alice` } }],
  ['its name', { StringEquals: { 'aws:username': 'alice' } }],
  ['its id', { StringEquals: { 'aws:userid': 'AIDAALICE' } }],
  ['its tag', { StringEquals: { 'aws:PrincipalTag/team': 'payments' } }],
  ['its MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 0],
])('a policy that users share and that tells them apart by %s', (_, condition, devices = 1) => {
  const policy = aManagedView(
    'shared',
    aDocument({ Action: 'lambda:AddPermission', Resource: '*', Condition: { ...OFFICE, ...condition } }),
  );
  const withDevices = (mfaDevices: number) => ({
    user: { groups: [], hasPassword: read(true), mfaDevices: read(mfaDevices), accessKeys: read(0) },
  });
  const bob = aUserView('bob', { policies: [held(policy)], ...withDevices(devices) });
  const alice = aUserView('alice', {
    policies: [held(policy)],
    id: 'AIDAALICE',
    tags: { team: 'payments' },
    ...withDevices(1),
  });
  const { powers } = escalations(anIamView({ principals: [bob, alice] }), AS_OF);
  expect(powers.map(({ principal }) => principal)).toEqual([alice.arn]);
});

test('what one finds by a shared policy, another finds as himself', () => {
  const policy = aManagedView(
    'shared',
    aDocument({ Action: 'lambda:AddPermission', Resource: '*', Condition: OFFICE }),
  );
  const principals = ['alice', 'bob'].map((name) => aUserView(name, { policies: [held(policy)] }));
  const { powers } = escalations(anIamView({ principals }), AS_OF);
  const asked = powers.flatMap(({ requests }) => requests);
  expect(asked.map(({ request }) => request.principal)).toEqual(principals.map(({ arn }) => arn));
});

test('a policy counts otherwise as a boundary', () => {
  const [office, elsewhere] = ['203.0.113.0/24', '198.51.100.0/24'].map((range) => {
    const Condition = { IpAddress: { 'aws:SourceIp': range } };
    return aManagedView(range, aDocument({ Action: 'lambda:AddPermission', Resource: '*', Condition }));
  }) as [ManagedPolicyView, ManagedPolicyView];
  const bounded = aUserView('bounded', { policies: [held(office)], boundary: elsewhere });
  const alice = aUserView('alice', { policies: [held(office)], boundary: office });
  const { powers } = escalations(anIamView({ principals: [bounded, alice] }), AS_OF);
  expect(powers.map(({ principal }) => principal)).toEqual([alice.arn]);
});

test.each([
  ['keeps one by name out', 'Principal'],
  ['keeps all but one out', 'NotPrincipal'],
])('a trust policy that lets the account in and %s', (_, element) => {
  const assuming = aManagedView('shared', aDocument({ Action: 'sts:AssumeRole', Resource: '*' }));
  const [bob, alice] = ['bob', 'alice'].map((name) =>
    aUserView(name, { policies: [held(assuming)], id: `AIDA${name}` }),
  ) as [PrincipalView, PrincipalView];
  const named = element === 'Principal' ? [bob.arn] : [alice.arn, `arn:aws:iam::${ACCOUNT}:root`];
  const trust = aDocument(
    { Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole', Condition: OFFICE },
    { Effect: 'Deny', [element]: { AWS: named }, Action: 'sts:AssumeRole' },
  );
  const role = aRoleView(
    'admin',
    {},
    { policies: [ALL], role: { trust: read(trust), instanceProfiles: [] } },
  );
  const { paths } = escalations(anIamView({ principals: [bob, alice, role] }), AS_OF);
  expect(paths.map(({ principal }) => principal)).toEqual([alice.arn]);
});

test('of roles with one trust policy, the organisation closes one', () => {
  const trusted = { Service: 'lambda.amazonaws.com' };
  const roles = ['closed', 'open'].map((name) => aRoleView(name, trusted, { policies: [ALL] }));
  const closing = aDocument({
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRole',
    Resource: `arn:aws:iam::${ACCOUNT}:role/closed`,
  });
  const account = anAccountView({
    organizationId: 'o-example',
    resourceControlPolicies: read([[{ name: 'closing', document: closing }]]),
  });
  const alice = aUserView('alice', {
    policies: [anInline('own', { Action: ['iam:PassRole', 'lambda:*'], Resource: '*' })],
  });
  const { paths } = escalations(anIamView({ principals: [...roles, alice], accounts: [account] }), AS_OF);
  expect(new Set(paths.map(({ steps: [first] }) => first?.to))).toEqual(new Set([roles[1]?.arn]));
});
