import { expect, test } from 'vitest';
import { aGroup, allowing, aManagedPolicy, aRole, aUser } from '../../test/builders/iam.ts';
import { deniedListing, inventoryOf } from '../../test/inventory-of.ts';
import type { Resource } from '../model/resource-types.ts';
import { iamView } from './iam-view.ts';

const policy = aManagedPolicy({ document: allowing('s3:*') });
const attached = { policyName: policy.id, policyArn: policy.arn };

function viewOf(resources: readonly Resource[], options: Parameters<typeof inventoryOf>[0] = {}) {
  const view = iamView(inventoryOf({ resources, ...options }));
  return { view, first: view.principals[0] };
}

test('a user holds its own policies and those of its groups', () => {
  const inline = { policyName: 'own', document: allowing('ec2:*') };
  const group = aGroup({ id: 'ops', attachedPolicies: [attached], inlinePolicies: [] });
  const { first } = viewOf([
    policy,
    group,
    aUser({ groups: ['ops'], inlinePolicies: [inline], attachedPolicies: [] }),
  ]);
  expect(first?.policies.map(({ name, arn, group: of }) => ({ name, arn, group: of }))).toEqual([
    { name: 'own', arn: null, group: null },
    { name: policy.id, arn: policy.arn, group: 'ops' },
  ]);
  expect(first?.user?.groups).toEqual([group.arn]);
  expect(first?.unread).toEqual([]);
});

test('a boundary is a guard, not a grant', () => {
  const { first } = viewOf([
    policy,
    aRole({ permissionsBoundary: policy.arn, attachedPolicies: [], inlinePolicies: [] }),
  ]);
  expect(first?.boundary?.arn).toBe(policy.arn);
  expect(first?.policies).toEqual([]);
});

test('whatever it holds and nobody read is named', () => {
  const lost = viewOf([
    aRole({ attachedPolicies: [attached], permissionsBoundary: 'arn:aws:iam::1:policy/b' }),
  ]);
  expect(lost.first?.unread.map(({ why }) => why.split(':')[0])).toEqual(['NotListed', 'NotListed']);
  const denied = { denied: ['AWS::IAM::Group', 'AWS::IAM::ManagedPolicy'] as const };
  const { first, view } = viewOf([aUser({ groups: ['ops'], attachedPolicies: [] })], denied);
  expect(first?.unread).toEqual([deniedListing('AWS::IAM::Group')]);
  expect(view.accounts[0]?.gaps).toHaveLength(2);
  const broken = viewOf([
    aRole({ assumeRolePolicyDocument: '{', inlinePolicies: [{ policyName: 'x', document: '[' }] }),
  ]);
  expect(broken.first?.unread[0]?.why).toMatch(/^MalformedPolicyDocument/);
  expect(broken.first?.role?.trust.status).toBe('unread');
});
