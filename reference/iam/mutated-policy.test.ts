import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { lintPolicy } from '../../src/iam/lint/lint-policy.ts';
import { policy, request } from './arbitraries.ts';
import { factsAbout } from './facts.ts';
import { engineAnswer, referenceAnswer } from './mutated-answer.ts';
import { mutate, mutation } from './mutated-policy.ts';
import type { ServiceFacts } from './request.ts';
import { ACTIONS } from './words.ts';

let facts: ServiceFacts;
beforeAll(async () => {
  facts = await factsAbout(ACTIONS);
});

test('LAW: a policy’s text however spoilt is answered as the reference does, or refused as it does', () => {
  const place = fc.constantFrom('identityPolicies', 'resourcePolicy', 'vpcEndpointPolicies');
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(policy(true), mutations, request, place, (whole, changes, asked, at) => {
      const text = changes.reduce(mutate, JSON.stringify(whole));
      expect(engineAnswer(asked, text, at)).toBe(referenceAnswer(asked, text, at, facts));
      expect(lintPolicy(text)).toBeInstanceOf(Array);
    }),
    { numRuns: 1000 },
  );
});
