import { expect, test } from 'vitest';
import { aTopic } from '../../../test/builders/monitoring.ts';
import { ACCOUNT } from '../../../test/inventory-of.ts';
import { policyTester, testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { snsTopic } from './sns-topic.ts';

const tests = {
  checks: snsTopic,
  build: (policy: ReturnType<typeof aTopic>['policy']) => aTopic({ policy }),
  action: 'sns:Publish',
  bound: false,
  call: 'sns:GetTopicAttributes',
};
testResourcePolicies('a topic', tests);

test('AWS gives a new topic a policy for everybody of its own account', () => {
  const { having, both } = policyTester(tests);
  const owner = { StringEquals: { 'AWS:SourceOwner': ACCOUNT } };
  expect(both(having({ Principal: { AWS: '*' }, Condition: owner }))).toEqual(['pass', 'pass']);
});
