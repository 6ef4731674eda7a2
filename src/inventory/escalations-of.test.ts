import { describe, expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../test/builders/escalation.ts';
import { aRole, aUser, trusting } from '../../test/builders/iam.ts';
import { anOrganization } from '../../test/builders/organization-tree.ts';
import { aMembership, noMembership } from '../../test/builders/organizations.ts';
import {
  ACCOUNT,
  AS_OF,
  deniedListing,
  type InventoryOptions,
  inventoryOf,
  OTHER_ACCOUNT,
} from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import type { Resource } from '../model/resource-types.ts';
import { escalationsOf, judgedIn } from './escalations-of.ts';

const ALONE = noMembership();
const ADMIN = aUserWho('admin', 'iam:*');
const CLIMBER = aUserWho('climber', 'iam:AttachUserPolicy');

function standingOf(name: string, resources: readonly Resource[], options: InventoryOptions = {}) {
  const inventory = inventoryOf({ ...options, resources: [...resources, ...(options.resources ?? [])] });
  const found = [...escalationsOf(inventory, AS_OF).values()].find(
    ({ principal }) => principal.name === name,
  );
  if (!found) throw new Error(`nobody is called ${name}`);
  return found.standing;
}

test('administrators, and the ways of those who are none', () => {
  const resources = [ALONE, ADMIN, CLIMBER, aUserWho('reader', 's3:GetObject')];
  expect(standingOf('admin', resources)).toMatchObject({ administrator: { doubts: [] }, paths: [] });
  expect(standingOf('climber', resources)).toMatchObject({
    administrator: null,
    paths: [{ found: { technique: 'iam-attach-user-policy' }, doubts: [] }],
  });
  expect(standingOf('reader', resources)).toEqual({
    administrator: null,
    paths: [],
    assumed: [],
    door: null,
    powers: [],
    unsure: [],
    mayBecome: [],
  });
});

test('service-linked roles are not judged', () => {
  const arn = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;
  const inventory = inventoryOf({
    resources: [aRole({ arn, path: '/aws-service-role/x.amazonaws.com/' }), ADMIN],
  });
  expect(judgedIn(inventory, AS_OF, ACCOUNT).map(({ principal }) => principal.name)).toEqual(['admin']);
  expect(judgedIn(inventory, AS_OF, OTHER_ACCOUNT)).toEqual([]);
});

test("policies of the organisation that were not read may hold requests off, but for the management account's", () => {
  const denied = { denied: ['AWS::Organizations::Policy'] as const };
  const member = standingOf('admin', [ADMIN, aMembership()], denied);
  expect(member.administrator?.doubts).toEqual([deniedListing('AWS::Organizations::Policy')]);
  const climber = standingOf('climber', [CLIMBER, aMembership()], denied);
  expect(climber.paths[0]?.doubts).toEqual([deniedListing('AWS::Organizations::Policy')]);
  const manager = {
    ...aUserWho('admin', 'iam:*'),
    account: OTHER_ACCOUNT,
    arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/admin`,
  };
  const accounts = [OTHER_ACCOUNT];
  const managing = standingOf('admin', [manager, aMembership({ account: OTHER_ACCOUNT })], {
    ...denied,
    accounts,
  });
  expect(managing.administrator?.doubts).toEqual([]);
  const organization = { accounts: [ACCOUNT, OTHER_ACCOUNT], resources: anOrganization() };
  expect(standingOf('admin', [ADMIN], organization).administrator?.doubts).toEqual([]);
});

test('a service control policy that was read takes the administrator away', () => {
  const scp = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
  const options = {
    accounts: [ACCOUNT, OTHER_ACCOUNT],
    resources: anOrganization(['SERVICE_CONTROL_POLICY', scp]),
  };
  expect(standingOf('admin', [ADMIN], options).administrator).toBeNull();
});

test('a policy of its own that was not read makes it unsure, whatever the others say', () => {
  const document = ADMIN.inlinePolicies[0];
  const broken = unreadPolicy().inlinePolicies;
  const doubtful = aUserWho('admin', 'iam:*', '*', {
    inlinePolicies: [...(document ? [document] : []), ...broken],
  });
  const { administrator, unsure } = standingOf('admin', [ALONE, doubtful]);
  expect(administrator?.doubts).toMatchObject([{ why: expect.stringMatching(/^MalformedPolicyDocument/) }]);
  expect(unsure).toEqual(administrator?.doubts);
});

test('a way through somebody of whom not all was read may be there', () => {
  const trust = trusting({ AWS: `arn:aws:iam::${ACCOUNT}:user/caller` });
  const dark = aRoleWho('dark', 's3:GetObject', '*', { ...unreadPolicy(), assumeRolePolicyDocument: trust });
  const caller = aUserWho('caller', 'sts:AssumeRole');
  const reader = aUserWho('reader', 's3:GetObject');
  const resources = [ALONE, dark, caller, reader];
  expect(standingOf('caller', resources)).toMatchObject({
    paths: [],
    mayBecome: [{ why: expect.stringMatching(/^MalformedPolicyDocument/) }],
  });
  expect(standingOf('reader', resources).mayBecome).toEqual([]);
  const open = aRoleWho('dark', 'iam:*', '*', { assumeRolePolicyDocument: '{' });
  expect(standingOf('caller', [ALONE, open, caller]).mayBecome).toMatchObject([
    { why: expect.stringMatching(/^MalformedPolicyDocument/) },
  ]);
});

test('what a way hangs on and nobody reads is said', () => {
  const build = aRoleWho('build', 'iam:*', '*', {
    assumeRolePolicyDocument: trusting({ Service: 'codebuild.amazonaws.com' }),
  });
  const starter = aUserWho('starter', 'codebuild:StartBuild');
  const { paths, mayBecome } = standingOf('starter', [ALONE, build, starter]);
  expect(paths).toEqual([]);
  expect(mayBecome).toMatchObject([
    { call: 'rampart/iam', why: expect.stringMatching(/^Assumed: .*there is a CodeBuild project/) },
  ]);
});

test('listings that were not read may hide a way', () => {
  const { mayBecome } = standingOf('reader', [ALONE, aUserWho('reader', 's3:GetObject')], {
    denied: ['AWS::IAM::Role'],
  });
  expect(mayBecome).toEqual([deniedListing('AWS::IAM::Role')]);
});

describe('an administrator role that asks for MFA', () => {
  const WITH_MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const user = `arn:aws:iam::${ACCOUNT}:user/person`;
  const role = (id: string, condition?: object) =>
    aRoleWho(id, 'iam:*', '*', { assumeRolePolicyDocument: trusting({ AWS: user }, condition) });
  const ops = role('ops', WITH_MFA);
  const person = aUserWho('person', 'sts:AssumeRole');

  test('lets in whom it trusts: that is no escalation', () => {
    expect(standingOf('person', [ALONE, ops, person])).toMatchObject({
      paths: [],
      door: { found: { steps: [{ to: ops.arn }] }, doubts: [] },
      mayBecome: [],
    });
  });

  test('does not excuse a way without MFA, behind it or beside it', () => {
    expect(standingOf('person', [ALONE, ops, role('open'), person])).toMatchObject({
      paths: [{ found: { steps: [{ to: expect.stringMatching(/open$/) }] } }],
      door: null,
    });
    const climber = aUserWho('person', ['sts:AssumeRole', 'iam:AttachUserPolicy']);
    expect(standingOf('person', [ALONE, ops, climber]).paths).toHaveLength(1);
  });

  test('is not a policy that can be rewritten with MFA', () => {
    const inlinePolicies = [
      {
        policyName: 'own',
        document: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'iam:AttachUserPolicy', Resource: '*', Condition: WITH_MFA },
          ],
        }),
      },
    ];
    const climber = aUser({ id: 'person', groups: [], inlinePolicies });
    expect(standingOf('person', [ALONE, climber])).toMatchObject({
      paths: [{ found: { technique: 'iam-attach-user-policy' } }],
      door: null,
    });
  });

  test('is no door for who has no device', () => {
    const bare = { ...person, mfaDevices: read([]) };
    expect(standingOf('person', [ALONE, ops, bare])).toMatchObject({ paths: [], door: null });
  });

  test('somebody of whom not all was read may be a way without MFA', () => {
    const dark = aRoleWho('dark', 's3:GetObject', '*', {
      ...unreadPolicy(),
      assumeRolePolicyDocument: trusting({ AWS: user }),
    });
    const { door, mayBecome } = standingOf('person', [ALONE, ops, dark, person]);
    expect(door).not.toBeNull();
    expect(mayBecome).toMatchObject([{ why: expect.stringMatching(/^MalformedPolicyDocument/) }]);
  });
});
