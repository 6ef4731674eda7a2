import { expect, test } from 'vitest';
import { anOpenSearchDomain, domainDetail } from '../../../test/builders/data-stores.ts';
import { MEMBER, policyTester, testResourcePolicies, VENDOR } from '../../../test/resource-policy-tests.ts';
import { mapReading, type Reading } from '../../model/reading.ts';
import { opensearchDomainPolicy } from './opensearch-domain-policy.ts';

const tests = {
  checks: opensearchDomainPolicy,
  build: (policy: Reading<string | null>) =>
    anOpenSearchDomain({
      detail: mapReading(policy, (accessPolicies) => domainDetail({ accessPolicies, vpc: null })),
    }),
  action: 'es:ESHttpGet',
  bound: false,
  call: 'es:DescribeDomains',
};
testResourcePolicies('a domain', tests);

const inVpc = policyTester({
  ...tests,
  build: (policy) =>
    anOpenSearchDomain({ detail: mapReading(policy, (accessPolicies) => domainDetail({ accessPolicies })) }),
});

test('only its own network reaches a domain in a VPC', () => {
  const { having, both } = inVpc;
  expect(both(having({ Principal: '*' }))).toEqual(['pass', 'pass']);
  expect(both(having({ Principal: { AWS: '*' } }), MEMBER)).toEqual(['pass', 'pass']);
});

test('an outside account that the policy names is let in there too', () => {
  const { having, both } = inVpc;
  expect(both(having({ Principal: { AWS: VENDOR } }))).toEqual(['pass', 'fail']);
});
