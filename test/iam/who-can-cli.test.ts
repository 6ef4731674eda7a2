import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findWhoCan, printedWhoCan, whoCanExitCode } from '../../src/app/iam/who-can.ts';
import { authorize } from '../../src/iam/index.ts';
import { read } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import { whoCanSchema } from '../../src/report/json/iam/who-can-schema.ts';
import { allowing, aManagedPolicy, anMfaDevice, aRole, aUser, trusting } from '../builders/iam.ts';
import { aKmsKey } from '../builders/kms.ts';
import { anOrganization } from '../builders/organization-tree.ts';
import { noMembership } from '../builders/organizations.ts';
import { aBucket } from '../builders/s3.ts';
import { ACCOUNT, deniedCall, type InventoryOptions, OTHER_ACCOUNT, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const TERMINAL = { color: false, width: 100 };
const OBJECT = 'arn:aws:s3:::logs/x';
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

function statement(fields: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...fields } });
}

function holder(id: string, document: string) {
  return aUser({
    id,
    arn: `arn:aws:iam::${ACCOUNT}:user/${id}`,
    groups: [],
    inlinePolicies: [{ policyName: 'own', document }],
    attachedPolicies: [],
    mfaDevices: read([anMfaDevice()]),
  });
}

const reader = holder('reader', allowing('s3:GetObject'));
const writer = holder('writer', allowing('s3:PutObject'));
const withMfa = holder(
  'with-mfa',
  statement({ Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
);
const fromOffice = holder(
  'from-office',
  statement({
    Action: 's3:*',
    Resource: '*',
    Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  }),
);

function who(
  resources: readonly Resource[],
  options: InventoryOptions = {},
  action = 's3:GetObject',
  on = OBJECT,
) {
  return findWhoCan(snapshotOf({ resources: [noMembership(), ...resources], ...options }), action, on);
}

const names = (found: readonly { readonly principal: string }[]) => found.map(({ principal }) => principal);

test('those whose policies allow it, and the root user; conditions with the statements that ask for them', () => {
  const answer = who([aBucket({ id: 'logs' }), reader, writer, withMfa, fromOffice]);
  expect(names(answer.principals)).toEqual([ROOT, reader.arn, withMfa.arn, fromOffice.arn]);
  const [root, plain, mfa, office] = answer.principals;
  expect([root?.needs, plain?.needs]).toEqual([[], []]);
  expect(mfa?.needs).toMatchObject([
    {
      values: ['true'],
      clauses: [{ operator: 'Bool', values: ['true'], statement: { name: 'own', effect: 'Allow' } }],
    },
  ]);
  expect(office?.needs).toMatchObject([{ key: 'aws:SourceIp', clauses: [{ values: ['203.0.113.0/24'] }] }]);
  expect(answer.summary).toEqual({ principals: 5, can: 4, underConditions: 2, outsiders: 0, notKnown: 0 });
  expect(whoCanExitCode(answer)).toBe(0);
  const text = printedWhoCan(answer, 'table', TERMINAL);
  expect(text).toContain('4 of 5 principals can, 2 of them under conditions.');
  expect(text).toMatch(
    /user\/from-office {2}under conditions\n.*\n {4}needs aws:SourceIp, as 203\.0\.113\.\d+: IpAddress\s+203\.0\.113\.0\/24/,
  );
  validAnswer(printedWhoCan(answer, 'json', TERMINAL), whoCanSchema);
});

test('every request that is shown is allowed', () => {
  const { principals } = who([aBucket({ id: 'logs' }), fromOffice]);
  const request = principals.find(({ kind }) => kind === 'user')?.request;
  const policy = fromOffice.inlinePolicies[0]?.document ?? '';
  expect(request && authorize(request, { identityPolicies: [policy] }).effect).toBe('allow');
});

test('a user without a device never has MFA', () => {
  const without = { ...withMfa, mfaDevices: read([]) };
  expect(names(who([aBucket({ id: 'logs' }), without]).principals)).toEqual([ROOT]);
});

test('a boundary, the bucket and the organisation take it away', () => {
  const boundary = aManagedPolicy({ document: allowing('ec2:*') });
  const bounded = { ...reader, permissionsBoundary: boundary.arn };
  expect(names(who([aBucket({ id: 'logs' }), boundary, bounded]).principals)).toEqual([ROOT]);
  const deny = statement({ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: '*' });
  expect(names(who([aBucket({ id: 'logs', policy: read(deny) }), reader]).principals)).toEqual([]);
  const scp = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  const organization = anOrganization(['SERVICE_CONTROL_POLICY', scp]);
  const snapshot = snapshotOf({
    resources: [aBucket({ id: 'logs' }), reader, ...organization],
    accounts: [ACCOUNT, OTHER_ACCOUNT],
  });
  expect(names(findWhoCan(snapshot, 's3:GetObject', OBJECT).principals)).toEqual([]);
});

test('outsiders: an account, a service and anybody, each by its own statement', () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Partner',
        Effect: 'Allow',
        Principal: { AWS: OTHER_ACCOUNT },
        Action: 's3:Get*',
        Resource: '*',
      },
      {
        Sid: 'Trail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      },
      {
        Sid: 'Network',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::logs/x',
        Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
      },
    ],
  });
  const { outsiders } = who([aBucket({ id: 'logs', policy: read(policy) })]);
  expect(outsiders).toMatchObject([
    {
      kind: 'account',
      principal: OTHER_ACCOUNT,
      needs: [],
      determining: expect.arrayContaining([expect.objectContaining({ sid: 'Partner' })]),
    },
    { kind: 'service', principal: 'cloudtrail.amazonaws.com', needs: [{ values: [ACCOUNT] }] },
    { kind: 'anyone', principal: '*', needs: [{ values: ['vpce-1a2b3c4d'] }] },
  ]);
  const elsewhere = who(
    [aBucket({ id: 'logs', policy: read(policy) })],
    {},
    's3:GetObject',
    'arn:aws:s3:::logs/y',
  );
  expect(elsewhere.outsiders.map(({ kind }) => kind)).toEqual(['account', 'service']);
});

test('a key is used by whom its policy or a grant lets, IAM alone is not enough', () => {
  const policy = trusting({ AWS: writer.arn }, undefined, 'kms:*');
  const decrypter = holder('decrypter', allowing('kms:Decrypt'));
  const grant = {
    grantId: 'g',
    granteePrincipal: `arn:aws:iam::${OTHER_ACCOUNT}:role/backup`,
    retiringPrincipal: null,
    operations: ['Decrypt'],
    encryptionContextEquals: null,
    encryptionContextSubset: null,
  };
  const key = aKmsKey({
    policy: read(policy.replace('"Action"', '"Resource":"*","Action"')),
    grants: read([grant]),
  });
  const { principals, outsiders } = who([key, decrypter, writer], {}, 'kms:Decrypt', key.arn);
  expect(names(principals)).toEqual([writer.arn]);
  expect(outsiders).toMatchObject([
    { principal: grant.granteePrincipal, determining: [{ source: 'kmsGrants' }] },
  ]);
});

test('assuming a role takes its trust', () => {
  const role = aRole({ id: 'app', assumeRolePolicyDocument: trusting({ AWS: reader.arn }) });
  const any = holder('any', allowing('sts:AssumeRole'));
  expect(names(who([role, reader, any], {}, 'sts:AssumeRole', role.arn).principals)).toEqual([reader.arn]);
});

test('what could not be read is apart, and code 3', () => {
  const lost = {
    ...writer,
    attachedPolicies: [{ policyName: 'lost', policyArn: 'arn:aws:iam::111122223333:policy/lost' }],
  };
  const answer = who([aBucket({ id: 'logs', policy: deniedCall('s3:GetBucketPolicy') }), reader, lost]);
  expect(names(answer.principals)).toEqual([ROOT, reader.arn]);
  expect(answer.notKnown).toMatchObject([{ principal: lost.arn, why: expect.stringContaining('NotListed') }]);
  expect(answer.unread).toMatchObject([{ call: 's3:GetBucketPolicy' }]);
  expect(whoCanExitCode(answer)).toBe(3);
  const text = printedWhoCan(answer, 'table', TERMINAL);
  expect(text).toContain('Not known\n  user/writer\n');
});

test('a pattern of several resources with policies of their own is not answered for one', () => {
  const role = aRole({ id: 'app', assumeRolePolicyDocument: trusting({ AWS: reader.arn }) });
  const answer = who([role, reader], {}, 'sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/*`);
  expect(answer.unread).toMatchObject([
    { why: expect.stringMatching(/^NotEvaluated: .*ask about one of them$/) },
  ]);
  expect(whoCanExitCode(answer)).toBe(3);
});

test('a bucket that no account has is not taken for one without a policy', () => {
  const answer = who([reader]);
  expect(answer.unread).toMatchObject([{ why: expect.stringContaining('NotInSnapshot') }]);
});

test.each([
  ['s3:GetObjekt', OBJECT, 'did you mean s3:GetObject?'],
  ['s3:Get*', OBJECT, 'AWS documented no action s3:Get*'],
  ['s3:GetObject', 'logs', 'logs is no resource: expected an ARN'],
])('%s on %s is refused', (action, resource, message) => {
  expect(() => who([reader], {}, action, resource)).toThrow(message);
});

test('of the demo organisation, some object of a bucket', async () => {
  const demo = join(import.meta.dirname, '../../lab/demo/organisation.snapshot');
  const args = ['iam', 'who-can', 's3:GetObject', 'arn:aws:s3:::harbourline-website/*', '--snapshot', demo];
  const { stdout, stderr } = await rampart([...args, '--output', 'json']);
  expect(stderr).toBe('');
  const { outsiders } = validAnswer(stdout, whoCanSchema);
  expect(outsiders).toMatchObject([
    { kind: 'anyone', needs: [], determining: [{ source: 'resourcePolicy' }] },
  ]);
});
