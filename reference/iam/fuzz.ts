import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { authorize } from '../../src/iam/authorize.ts';
import type { PolicySet } from '../../src/iam/policy-set.ts';
import { policy, request } from './arbitraries.ts';
import { referenceAuthorize } from './authorize.ts';
import { anyCase } from './cases.ts';
import { factsAbout } from './facts.ts';
import { engineAnswer, referenceAnswer } from './mutated-answer.ts';
import { mutate, mutation } from './mutated-policy.ts';
import { ACTIONS } from './words.ts';

/**
 * `npm run fuzz:iam -- --runs 1000000 [--seed 1]`: half of the runs spoil the texts of policies, the others compare
 * answers over generated policies. Ends with exit code 1 at the first answer that is not the reference's, at a crash,
 * and at an answer that took more than a second of CPU time.
 */
const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const runs = Number(values.runs ?? 100_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('fuzz: --runs and --seed are whole numbers');
  process.exit(2);
}

const LIMIT_MILLISECONDS = 1000;
const CORPUS = join(import.meta.dirname, '../../../shared/data/iam/aws-managed-policies.ndjson');
const facts = await factsAbout(ACTIONS);
let slowest = 0;

const text = fc.oneof(
  policy(true).map((each) => JSON.stringify(each)),
  policy(false).map((each) => JSON.stringify(each)),
  ...managedPolicies(),
);
const spoilt = fc.record({
  text,
  changes: fc.array(mutation, { minLength: 1, maxLength: 4 }),
  asked: request,
  place: fc.constantFrom('identityPolicies', 'resourcePolicy', 'vpcEndpointPolicies'),
});

console.log(`fuzz: ${runs} runs, seed ${seed}`);
run(
  'generated policies',
  Math.ceil(runs / 2),
  fc.property(anyCase, ({ asked, given }) => {
    mustBe(
      timed(() => authorize(asked, given as PolicySet).effect),
      referenceAuthorize(asked, given, facts),
    );
  }),
);
run(
  'spoilt texts',
  Math.floor(runs / 2),
  fc.property(spoilt, ({ text: whole, changes, asked, place }) => {
    const changed = changes.reduce(mutate, whole);
    mustBe(
      timed(() => engineAnswer(asked, changed, place)),
      referenceAnswer(asked, changed, place, facts),
    );
  }),
);
console.log(`fuzz: every answer was the reference's; the slowest took ${slowest.toFixed(0)} ms`);

function run(title: string, numRuns: number, property: fc.IProperty<unknown>): void {
  const startedAt = performance.now();
  const outcome = fc.check(property, { numRuns, seed });
  if (outcome.failed) {
    console.error(`${fc.defaultReportMessage(outcome)}\n${String(outcome.errorInstance)}`);
    process.exit(1);
  }
  console.log(`${title}: ${numRuns} runs in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

/** CPU time: what else the machine does holds up long runs. */
function timed(answer: () => string): string {
  const before = process.threadCpuUsage();
  const given = answer();
  const { user, system } = process.threadCpuUsage(before);
  const milliseconds = (user + system) / 1000;
  slowest = Math.max(slowest, milliseconds);
  if (milliseconds > LIMIT_MILLISECONDS) throw new Error(`the answer took ${milliseconds.toFixed(0)} ms`);
  return given;
}

function mustBe(answer: string, expected: string | null): void {
  if (answer !== expected) throw new Error(`the engine says ${answer}, the reference ${expected}`);
}

/** AWS's own, where the shared corpora are there. */
function managedPolicies(): readonly fc.Arbitrary<string>[] {
  if (!existsSync(CORPUS)) {
    console.log('fuzz: ../shared is not there, so AWS’s managed policies are left out');
    return [];
  }
  const lines = readFileSync(CORPUS, 'utf8').trimEnd().split('\n');
  const texts = lines.map((line) => JSON.stringify((JSON.parse(line) as { document: unknown }).document));
  return [fc.constantFrom(...texts)];
}
