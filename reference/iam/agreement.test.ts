import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { authorize } from '../../src/iam/authorize.ts';
import type { PolicySet } from '../../src/iam/policy-set.ts';
import { policies, request } from './arbitraries.ts';
import { referenceAuthorize } from './authorize.ts';
import { arnCase, conditionCase, grantCase, principalCase } from './cases.ts';
import { factsAbout } from './facts.ts';
import type { ServiceFacts } from './request.ts';
import { ACTIONS } from './words.ts';

let facts: ServiceFacts;
beforeAll(async () => {
  facts = await factsAbout(ACTIONS);
});

/** `npm run fuzz:iam` does the same for as long as one likes. */
test.each([
  ['any policies and any request', fc.record({ asked: request, given: policies }), 1000],
  ['conditions', conditionCase, 2000],
  ['ARNs', arnCase, 2000],
  ['principals', principalCase, 2000],
  ['KMS grants', grantCase, 500],
])('LAW: authorize decides as the reference does: %s', (_, cases, numRuns) => {
  fc.assert(
    fc.property(cases, ({ asked, given }) => {
      expect(authorize(asked, given as PolicySet).effect).toBe(referenceAuthorize(asked, given, facts));
    }),
    { numRuns },
  );
});
