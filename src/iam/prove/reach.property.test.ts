import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ACTION_PATTERNS,
  CLAUSES,
  identityPolicy,
  listOf,
  PRINCIPALS,
  RESOURCE_PATTERNS,
  resourcePolicy,
  sampledRequests,
} from '../../../test/sampled-policies.ts';
import { matchesAction } from '../action-pattern.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import { compilePolicySet } from '../compile-policy-set.ts';
import type { PolicySet } from '../policy-set.ts';
import { type ConditionBlock, canReach, type ReachTarget, requires } from './can-reach.ts';
import type { ResourceReading } from './verdicts.ts';

const REQUESTS = sampledRequests(PRINCIPALS, 1500);

const FULL_ACCESS = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const own = fc.oneof(identityPolicy, fc.constant(FULL_ACCESS));
const level = fc.array(own, { minLength: 1, maxLength: 2 });

const policySet: fc.Arbitrary<PolicySet> = fc.record({
  identityPolicies: fc.array(own, { maxLength: 2 }),
  permissionsBoundaries: sometimes(fc.array(own, { minLength: 1, maxLength: 1 })),
  sessionPolicies: sometimes(fc.array(own, { minLength: 1, maxLength: 1 })),
  resourcePolicy: sometimes(resourcePolicy),
  serviceControlPolicies: sometimes(fc.array(level, { minLength: 1, maxLength: 2 })),
  resourceControlPolicies: sometimes(
    fc.array(fc.array(resourcePolicy, { minLength: 1, maxLength: 1 }), { minLength: 1, maxLength: 1 }),
  ),
  vpcEndpointPolicies: sometimes(fc.array(resourcePolicy, { minLength: 1, maxLength: 1 })),
  managementAccount: sometimes(fc.constantFrom('111122223333', '444455556666')),
});

const target: fc.Arbitrary<ReachTarget> = fc.record({
  actions: listOf(ACTION_PATTERNS),
  resources: sometimes(listOf(RESOURCE_PATTERNS.filter((each) => !each.includes('$')))),
  principal: sometimes(fc.constantFrom(...PRINCIPALS)),
});

const condition: fc.Arbitrary<ConditionBlock> = fc
  .constantFrom(...CLAUSES.filter(([, , values]) => !values.some((value) => value.includes('$'))))
  .map(([operator, key, values]) => ({ [operator]: { [key]: values } }));

const RUNS = Number(process.env['RAMPART_PROPERTY_RUNS'] ?? 100);

/** AWS documents a bucket as another type than these actions take: to proofs by types there are no such requests. */
const UNTYPED = new Set(
  REQUESTS.filter(
    ({ action, resource }) => /^s3:(Get|Put)Object$/.test(action) && resource === 'arn:aws:s3:::a',
  ),
);

/** A request of the sample that reaches the target though it is proved that none does. */
function breaks(
  policies: PolicySet,
  { actions = [], resources, principal }: ReachTarget,
  reading: ResourceReading,
): AuthorizationRequest | undefined {
  const set = compilePolicySet(policies);
  const about = compilePolicySet({
    identityPolicies: [
      JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: actions, Resource: resources ?? '*' },
      }),
    ],
    resourcePolicy: LEFT_TO_ALL,
  });
  return REQUESTS.find(
    (each) =>
      (reading === 'any' || !UNTYPED.has(each)) &&
      (principal === undefined || each.principal === principal) &&
      actions.some((pattern) => matchesAction(pattern, each.action)) &&
      authorize(each, set).effect === 'allow' &&
      (resources === undefined || authorize({ ...each, principal: ANY_ROLE }, about).effect === 'allow'),
  );
}

const ANY_ROLE = 'arn:aws:iam::999988887777:role/any';
const LEFT_TO_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: '*', Resource: '*' },
});

test('what is proved unreachable no request reaches; what is reached has its witness', () => {
  const answers = { proved: 0, refuted: 0, unknown: 0 };
  fc.assert(
    fc.property(policySet, target, fc.constantFrom('any', 'typed'), (policies, asked, resources) => {
      const verdict = canReach(policies, asked, { resources });
      answers[verdict.answer] += 1;
      if (verdict.answer === 'unknown') expect(verdict.reason).not.toContain('bug');
      if (verdict.answer !== 'proved') return;
      const counterexample = breaks(policies, asked, resources);
      expect({ policies, asked, resources, counterexample }).toEqual({
        policies,
        asked,
        resources,
        counterexample: undefined,
      });
    }),
    { numRuns: RUNS * 2 },
  );
  if (process.env['RAMPART_PROPERTY_RUNS']) console.log(answers);
  expect(answers.proved).toBeGreaterThan(RUNS / 10);
  expect(answers.refuted).toBeGreaterThan(RUNS / 10);
  expect(answers.unknown).toBeLessThan(RUNS / 10);
}, 3_600_000);

test('what is required of all, is required: the requests that reach meet it', () => {
  fc.assert(
    fc.property(policySet, target, condition, (policies, asked, required) => {
      const verdict = requires(policies, asked, required);
      if (verdict.answer === 'unknown') expect(verdict.reason).not.toContain('bug');
      if (verdict.answer === 'refuted') expect(authorize(verdict.witness, policies).effect).toBe('allow');
      if (verdict.answer === 'proved') {
        const unmet = canReach(policies, asked);
        const met = canReach(policies, { ...asked, condition: required });
        if (unmet.answer === 'refuted') expect(met.answer).toBe('refuted');
      }
    }),
    { numRuns: RUNS },
  );
}, 3_600_000);
