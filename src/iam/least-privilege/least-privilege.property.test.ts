import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityPolicy, sampledRequests } from '../../../test/sampled-policies.ts';
import { authorize } from '../authorize.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { documentOf } from '../prove/document-of.ts';
import { allowsAlone } from '../prove/replay.ts';
import { inCurrentVersion } from './current-version.ts';
import { leastPrivilege } from './least-privilege.ts';

const PRINCIPALS = [
  'arn:aws:iam::111122223333:role/a',
  'arn:aws:iam::111122223333:user/alice',
  'arn:aws:iam::444455556666:user/bob',
];
const REQUESTS = sampledRequests(PRINCIPALS, 600);

const policies = fc.array(identityPolicy, { minLength: 1, maxLength: 3 });
const calls = fc.uniqueArray(
  fc.tuple(fc.nat(REQUESTS.length - 1), fc.constantFrom('told', 'told', 'told', 'untold')),
  { minLength: 0, maxLength: 6 },
);

test('whatever the policies and the calls: never more than today, and every call as today', () => {
  const answers = { proved: 0, unknown: 0, refuted: 0 };
  fc.assert(
    fc.property(policies, calls, fc.constantFrom('actions', 'resources'), (texts, picked, narrow) => {
      const used = picked.flatMap(([index, told]) => {
        const request = REQUESTS[index];
        return request ? [{ request, resource: told === 'told' ? request.resource : null }] : [];
      });
      const least = leastPrivilege(
        texts,
        used.map(({ request, resource }) => ({ action: request.action, resource })),
        { narrow },
      );
      for (const { answer } of [least.noMore, least.sufficient]) answers[answer] += 1;
      expect([least.noMore.answer, least.sufficient.answer]).not.toContain('refuted');

      const today = inCurrentVersion(texts.map(documentOf));
      const fresh = least.policy && documentOf(least.policy);
      const allowed = (request: (typeof REQUESTS)[number]): boolean =>
        fresh !== null && allowsAlone(fresh, 'identity', request, CATALOGUE);
      for (const request of REQUESTS)
        if (allowed(request)) expect(allowsAlone(today, 'identity', request, CATALOGUE)).toBe(true);
      for (const { request } of used)
        for (const { context, principal } of REQUESTS.slice(0, 25)) {
          const call = { ...request, principal, context };
          expect(allowed(call)).toBe(allowsAlone(today, 'identity', call, CATALOGUE));
        }
    }),
    { numRuns: 100 },
  );
  expect(answers.refuted).toBe(0);
  expect(answers.proved).toBeGreaterThan(answers.unknown * 20);
}, 120_000);

test('one policy of the current version means what several of any version do together', () => {
  fc.assert(
    fc.property(policies, (texts) => {
      const merged = inCurrentVersion(texts.map(documentOf));
      for (const request of REQUESTS.slice(0, 200)) {
        const account = request.principal.split(':')[4];
        const resourcePolicy = {
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: '*', Resource: '*' },
        };
        const { effect } = authorize(request, { identityPolicies: texts, resourcePolicy });
        expect(allowsAlone(merged, 'identity', request, CATALOGUE)).toBe(effect === 'allow');
      }
    }),
    { numRuns: 100 },
  );
});
