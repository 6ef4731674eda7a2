import { expect, test } from 'vitest';
import { anEfsFileSystem } from '../../../test/builders/data-stores.ts';
import { MEMBER, policyTester, testResourcePolicies, VENDOR } from '../../../test/resource-policy-tests.ts';
import { efsFileSystem } from './efs-file-system.ts';

const tests = {
  checks: efsFileSystem,
  build: (policy: ReturnType<typeof anEfsFileSystem>['policy']) => anEfsFileSystem({ policy }),
  action: 'elasticfilesystem:ClientMount',
  bound: false,
  call: 'elasticfilesystem:DescribeFileSystemPolicy',
};
testResourcePolicies('a file system', tests);

const { having, both } = policyTester(tests);
const VIA_MOUNT_TARGET = { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } };

test('whoever comes through a mount target is in its network already', () => {
  expect(both(having({ Principal: { AWS: '*' }, Condition: VIA_MOUNT_TARGET }))).toEqual(['pass', 'pass']);
  const not = { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'false' } };
  expect(both(having({ Principal: '*', Condition: not }))).toEqual(['fail', 'fail']);
});

test('an outside account that the policy names is let in through a mount target too', () => {
  const vendors = { Principal: { AWS: VENDOR }, Condition: VIA_MOUNT_TARGET };
  expect(both(having(vendors))).toEqual(['pass', 'fail']);
  const theirs = { ...VIA_MOUNT_TARGET, StringEquals: { 'aws:PrincipalOrgID': 'o-theirsample' } };
  expect(both(having({ Principal: '*', Condition: theirs }), MEMBER)).toEqual(['pass', 'fail']);
});
