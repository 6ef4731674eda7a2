import { describe, expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../test/builders/escalation.ts';
import {
  ADMINISTRATOR_ACCESS,
  administratorAccess,
  aGroup,
  allowing,
  aManagedPolicy,
  aRole,
  aUser,
} from '../../test/builders/iam.ts';
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
import type { Group, Role, User } from '../model/resources/iam.ts';
import { administratorBy, isAdministratorPolicy, makesAdministrators } from './administrators.ts';

const ADMINS = aGroup({ id: 'admins', attachedPolicies: [ADMINISTRATOR_ACCESS] });
const DIRECT = aUser({ groups: [], attachedPolicies: [ADMINISTRATOR_ACCESS] });
const NONE = read(null);

function how(principal: User | Role, { resources = [noMembership()], ...options }: InventoryOptions = {}) {
  const all = [administratorAccess(), ...resources, principal];
  return administratorBy(inventoryOf({ ...options, resources: all }), principal, AS_OF);
}

test.each([
  ['arn:aws:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws-cn:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws-us-gov:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws:iam::111122223333:policy/AdministratorAccess', false],
  ['arn:aws:iam::aws:policy/AdministratorAccess-Amplify', false],
  ['arn:aws:iam::aws:policy/job-function/AdministratorAccess', false],
])('%s: %s', (arn, expected) => {
  expect(isAdministratorPolicy(arn)).toBe(expected);
});

describe('AdministratorAccess', () => {
  test('attached, or through a group', () => {
    expect(how(DIRECT)).toEqual(read('directly'));
    expect(how(aRole({ attachedPolicies: [ADMINISTRATOR_ACCESS] }))).toEqual(read('directly'));
    const member = aUser({ groups: ['admins'] });
    const options = { resources: [noMembership(), ADMINS] };
    expect(how(member, options)).toEqual(read('through the group admins'));
  });

  test('through a group of the same name in another account makes nobody an administrator here', () => {
    const theirs = { ...ADMINS, account: OTHER_ACCOUNT, arn: `arn:aws:iam::${OTHER_ACCOUNT}:group/admins` };
    const ours = aGroup({ id: 'admins', attachedPolicies: [] });
    const resources = [noMembership(), noMembership(OTHER_ACCOUNT), theirs, ours];
    const options = { resources, accounts: [ACCOUNT, OTHER_ACCOUNT] };
    expect(how(aUser({ groups: ['admins'] }), options)).toEqual(NONE);
  });

  test('is taken away by a boundary or a policy of the organisation that leaves no right to give', () => {
    const boundary = aManagedPolicy({ id: 'bound', document: allowing('s3:*') });
    const bounded = { ...DIRECT, permissionsBoundary: boundary.arn };
    expect(how(bounded, { resources: [noMembership(), boundary] })).toEqual(NONE);
    const accounts = [ACCOUNT, OTHER_ACCOUNT];
    const deny = (action: string) => ({ Effect: 'Deny', Action: action, Resource: '*' });
    const all = anOrganization(['SERVICE_CONTROL_POLICY', deny('iam:*')]);
    expect(how(DIRECT, { accounts, resources: all })).toEqual(NONE);
    const some = anOrganization(['SERVICE_CONTROL_POLICY', deny('iam:CreateUser')]);
    expect(how(DIRECT, { accounts, resources: some })).toEqual(read('directly'));
  });

  test('is taken away by nothing that was not read', () => {
    const denied = ['AWS::Organizations::Policy', 'AWS::IAM::Group'] as const;
    expect(how({ ...DIRECT, groups: ['any'] }, { denied, resources: [aMembership()] })).toEqual(
      read('directly'),
    );
    const bounded = { ...DIRECT, permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/gone` };
    expect(how(bounded)).toEqual(read('directly'));
  });
});

describe('other policies', () => {
  test('make an administrator by what they allow together', () => {
    expect(how(aUserWho('alice', 'iam:*'))).toEqual(read('by alice-own, statement 1'));
    expect(how(aRoleWho('deploy', '*'))).toEqual(read('by deploy-own, statement 1'));
    expect(how(aUserWho('alice', 's3:*'))).toEqual(NONE);
  });

  test('are unknown where not all was read', () => {
    expect(how(aUser({ groups: ['gone'] }))).toMatchObject({
      status: 'unread',
      why: expect.stringContaining('gone'),
    });
    expect(how(aUser(), { denied: ['AWS::IAM::Group'] })).toEqual(deniedListing('AWS::IAM::Group'));
    expect(how(aUser({ groups: [], ...unreadPolicy() })).status).toBe('unread');
    const denied = ['AWS::Organizations::Policy'] as const;
    expect(how(aUserWho('alice', '*'), { denied, resources: [aMembership()] })).toEqual(
      deniedListing('AWS::Organizations::Policy'),
    );
  });
});

test('a service-linked role is none', () => {
  const arn = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x/AWSServiceRoleForX`;
  expect(how(aRole({ arn, attachedPolicies: [ADMINISTRATOR_ACCESS] }))).toEqual(NONE);
});

describe('a group', () => {
  function makes(group: Group, { resources = [noMembership()], ...options }: InventoryOptions = {}) {
    const inventory = inventoryOf({ ...options, resources: [administratorAccess(), ...resources, group] });
    return makesAdministrators(inventory, group, AS_OF);
  }
  const inline = (document: string): Group =>
    aGroup({ attachedPolicies: [], inlinePolicies: [{ policyName: 'own', document }] });

  test('makes administrators by AdministratorAccess, or by what its policies allow', () => {
    expect(makes(ADMINS)).toEqual(read(true));
    expect(makes(inline(allowing('iam:*')))).toEqual(read(true));
    expect(makes(inline(allowing('s3:*')))).toEqual(read(false));
  });

  test('is unknown where not all was read', () => {
    expect(makes(inline('{')).status).toBe('unread');
    const denied = ['AWS::Organizations::Policy'] as const;
    const member = { denied, resources: [aMembership()] };
    expect(makes(inline(allowing('*')), member)).toEqual(deniedListing('AWS::Organizations::Policy'));
    expect(makes(inline(allowing('s3:*')), member)).toEqual(read(false));
  });
});
