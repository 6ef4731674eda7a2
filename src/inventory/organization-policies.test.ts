import { expect, test } from 'vitest';
import {
  aMembership,
  anOrganizationAccount,
  anOrganizationalUnit,
  anOrganizationPolicy,
  anOrganizationRoot,
  noMembership,
} from '../../test/builders/organizations.ts';
import { ACCOUNT, deniedCall, deniedListing, inventoryOf, OTHER_ACCOUNT } from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import type { Resource } from '../model/resource-types.ts';
import { organizationGuards } from './organization-policies.ts';

const root = anOrganizationRoot();
const unit = anOrganizationalUnit({ parentId: root.id });
const account = anOrganizationAccount({ id: ACCOUNT, parentId: unit.id });

function aControlPolicy(name: string, targetId: string, overrides = {}): Resource {
  return anOrganizationPolicy({
    id: `p-${name}`,
    name,
    policyType: 'SERVICE_CONTROL_POLICY',
    targets: read([{ targetId, targetType: 'ROOT' }]),
    ...overrides,
  });
}

const policies = [
  aControlPolicy('of-account', ACCOUNT),
  aControlPolicy('of-root', root.id),
  aControlPolicy('of-unit', unit.id),
  aControlPolicy('elsewhere', 'ou-exam-other'),
];
const memberships = [aMembership(), aMembership({ account: OTHER_ACCOUNT })];
const accounts = [ACCOUNT, OTHER_ACCOUNT];

function scps(resources: readonly Resource[], denied: Parameters<typeof inventoryOf>[0] = {}) {
  const inventory = inventoryOf({ resources, accounts, ...denied });
  return organizationGuards(inventory, ACCOUNT).levels.SERVICE_CONTROL_POLICY;
}

test('the levels go from the root to the account, each with what is attached to it', () => {
  const found = scps([...memberships, root, unit, account, ...policies]);
  expect(found.status === 'read' && found.value?.map((level) => level.map(({ name }) => name))).toEqual([
    ['of-root'],
    ['of-unit'],
    ['of-account'],
  ]);
});

test('a level without any policy is there and empty, which allows nothing', () => {
  const found = scps([...memberships, root, unit, account, ...policies.slice(0, 2)]);
  expect(found.status === 'read' && found.value?.map((level) => level.length)).toEqual([1, 0, 1]);
});

test('no organisation, or one whose root does not use the type, has none', () => {
  expect(scps([noMembership()])).toEqual(read(null));
  const off = anOrganizationRoot({
    policyTypes: [{ type: 'SERVICE_CONTROL_POLICY', status: 'PENDING_DISABLE' }],
  });
  expect(scps([...memberships, off, unit, account, ...policies])).toEqual(read(null));
});

test('what nobody may list is unread', () => {
  const found = scps([...memberships], { denied: ['AWS::Organizations::Policy'] });
  expect(found).toEqual(deniedListing('AWS::Organizations::Policy'));
  expect(scps([], { denied: ['AWS::Organizations::Organization'] })).toEqual(
    deniedListing('AWS::Organizations::Organization'),
  );
  const content = deniedCall('organizations:DescribePolicy');
  const unreadable = aControlPolicy('of-root', root.id, { content });
  expect(scps([...memberships, root, unit, account, unreadable])).toEqual(content);
  const targets = deniedCall('organizations:ListTargetsForPolicy');
  expect(scps([...memberships, root, unit, account, aControlPolicy('x', '', { targets })])).toEqual(targets);
  expect(scps([...memberships, root, unit, ...policies])).toMatchObject({ status: 'unread' });
});
