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

/** Bob, who is asked first, and Alice, of whom a condition holds. */
function alike(
  policies: PrincipalView['policies'],
  devicesOfBob = 1,
): readonly [PrincipalView, PrincipalView] {
  const user = (devices: number) => ({
    groups: [],
    hasPassword: read(true),
    mfaDevices: read(devices),
    accessKeys: read(0),
  });
  return [
    aUserView('bob', { policies, user: user(devicesOfBob) }),
    aUserView('alice', { policies, id: 'AIDAALICE', tags: { team: 'payments' }, user: user(1) }),
  ];
}

interface OfAlice {
  readonly what: string;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly devices?: number;
}

const OF_ALICE: readonly OfAlice[] = [
  {
    what: 'its ARN',
    Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/alice` } },
  },
  { what: 'its name', Condition: { StringEquals: { 'aws:username': 'alice' } } },
  { what: 'its id', Condition: { StringEquals: { 'aws:userid': 'AIDAALICE' } } },
  { what: 'its tag', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'payments' } } },
  { what: 'its MFA', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, devices: 0 },
];

test.each(OF_ALICE)(
  'users of one policy are told apart by $what on the way to a role that neither is named by',
  ({ Condition, devices }) => {
    const passing = aManagedView(
      'shared',
      aDocument(
        { Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' },
        { Action: 'iam:PassRole', Resource: '*', Condition },
      ),
    );
    const [bob, alice] = alike([held(passing)], devices);
    const role = aRoleView('runner', { Service: 'lambda.amazonaws.com' }, { policies: [ALL] });
    const { paths } = escalations(anIamView({ principals: [bob, alice, role] }), AS_OF);
    expect(new Set(paths.map(({ principal }) => principal))).toEqual(new Set([alice.arn]));
  },
);

test.each(OF_ALICE)('a trust policy tells users of one policy apart by $what', ({ Condition, devices }) => {
  const assuming = anInline('assuming', { Action: 'sts:AssumeRole', Resource: '*' });
  const [bob, alice] = alike([assuming], devices);
  const trust = aDocument({ Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole', Condition });
  const role = aRoleView(
    'admin',
    {},
    { policies: [ALL], role: { trust: read(trust), instanceProfiles: [] } },
  );
  const { paths } = escalations(anIamView({ principals: [bob, alice, role] }), AS_OF);
  expect(paths.map(({ principal }) => principal)).toEqual([alice.arn]);
});

test('users whose policies differ in what leads nowhere find the same ways, each as himself', () => {
  const principals = ['alice', 'bob', 'carol'].map((name) =>
    aUserView(name, {
      policies: [
        anInline('own', { Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*` }),
        anInline('passing', { Action: ['iam:PassRole', 'lambda:*'], Resource: '*' }),
      ],
    }),
  );
  const roles = ['one', 'two'].map((name) =>
    aRoleView(name, { Service: 'lambda.amazonaws.com' }, { policies: [ALL] }),
  );
  const { paths } = escalations(anIamView({ principals: [...principals, ...roles] }), AS_OF);
  const ofAlice = paths.filter(({ principal }) => principal === principals[0]?.arn);
  expect(ofAlice.length).toBeGreaterThan(1);
  for (const { arn } of principals) {
    const own = paths.filter(({ principal }) => principal === arn);
    expect(own.map(({ technique }) => technique)).toEqual(ofAlice.map(({ technique }) => technique));
    const asked = own.flatMap(({ steps }) => steps.flatMap(({ requests }) => requests));
    expect(new Set(asked.map(({ request }) => request.principal))).toEqual(new Set([arn]));
  }
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
