import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  identityPolicy,
  type Json,
  PRINCIPALS,
  resourcePolicy,
  sampledRequests,
} from '../../../test/sampled-policies.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { documentOf } from './document-of.ts';
import { noNewAccess } from './no-new-access.ts';
import { allowsAlone } from './replay.ts';

const REQUESTS = {
  identity: sampledRequests(
    PRINCIPALS.filter((each) => /:(role|user)\//.test(each)),
    1500,
  ),
  resource: sampledRequests(PRINCIPALS, 1500),
};

type Answers = Record<'proved' | 'refuted' | 'unknown', number>;

function check(type: 'identity' | 'resource', reference: string, candidate: string, answers: Answers): void {
  const verdict = noNewAccess(reference, candidate, { policyType: type });
  answers[verdict.answer] += 1;
  if (verdict.answer === 'unknown') expect(verdict.reason).not.toContain('bug');
  if (verdict.answer !== 'proved') return;
  const [wide, narrow] = [documentOf(reference), documentOf(candidate)];
  const counterexample = REQUESTS[type].find(
    (each) => allowsAlone(narrow, type, each, CATALOGUE) && !allowsAlone(wide, type, each, CATALOGUE),
  );
  expect({ reference, candidate, counterexample }).toEqual({
    reference,
    candidate,
    counterexample: undefined,
  });
}

/** A change of one statement that makes it wider, narrower or other. */
const change = fc.tuple(
  fc.nat(),
  fc.constantFrom<(statement: Json) => Json>(
    (statement) => statement,
    (statement) =>
      Object.fromEntries(Object.entries(statement).filter(([element]) => element !== 'Condition')),
    (statement) => ({ ...statement, ...('Resource' in statement ? { Resource: '*' } : { NotResource: [] }) }),
    (statement) => ({ ...statement, ...('Action' in statement ? { Action: '*' } : { NotAction: [] }) }),
    (statement) => ({ ...statement, Effect: statement['Effect'] === 'Allow' ? 'Deny' : 'Allow' }),
  ),
);

function changed(text: string, [at, change]: readonly [number, (statement: Json) => Json]): string {
  const { Version, Statement } = JSON.parse(text) as { Version: string; Statement: Json[] };
  const index = at % Statement.length;
  return JSON.stringify({
    Version,
    Statement: Statement.map((each, which) => (which === index ? change(each) : each)),
  });
}

const RUNS = Number(process.env['RAMPART_PROPERTY_RUNS'] ?? 100);

for (const [type, policy] of [
  ['identity', identityPolicy],
  ['resource', resourcePolicy],
] as const) {
  test(`${type} policies: no request breaks a proof, every refutation has its witness`, () => {
    const answers = { proved: 0, refuted: 0, unknown: 0 };
    fc.assert(
      fc.property(policy, policy, (reference, candidate) => check(type, reference, candidate, answers)),
      { numRuns: RUNS },
    );
    fc.assert(
      fc.property(policy, change, fc.boolean(), (before, how, isCandidate) => {
        const after = changed(before, how);
        check(type, isCandidate ? before : after, isCandidate ? after : before, answers);
      }),
      { numRuns: RUNS },
    );
    if (process.env['RAMPART_PROPERTY_RUNS']) console.log(type, answers);
    expect(answers.proved).toBeGreaterThan(RUNS / 20);
    expect(answers.refuted).toBeGreaterThan(RUNS / 20);
    expect(answers.unknown).toBeLessThan(RUNS / 20);
  }, 3_600_000);
}
