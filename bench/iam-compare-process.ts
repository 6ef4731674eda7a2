import { readFileSync } from 'node:fs';
import { isPolicyError, type PolicyDocument, parsePolicyDocument } from '../src/iam/policy-document.ts';
import { noNewAccess } from '../src/iam/prove/no-new-access.ts';

export interface CompareFigures {
  readonly policies: number;
  readonly pairs: number;
  readonly medianMicroseconds: number;
  readonly ninetyNinthMicroseconds: number;
  readonly slowestMicroseconds: number;
  /** Of all pairs together, CPU. */
  readonly meanMicroseconds: number;
  readonly answers: Readonly<Record<'proved' | 'refuted' | 'unknown', number>>;
}

const SAMPLE = 200;

/** What `iam-compare.ts` runs in a process of its own: all ordered pairs of a sample of a corpus, the same each time. */
const [corpus = ''] = process.argv.slice(2);
const lines = readFileSync(corpus, 'utf8').trimEnd().split('\n');
const step = Math.floor(lines.length / SAMPLE);
const sample = Array.from({ length: SAMPLE }, (_, index) => parsed(lines[index * step] ?? ''));
const answers = { proved: 0, refuted: 0, unknown: 0 };
const times: number[] = [];
const startedAt = process.cpuUsage();
for (const reference of sample)
  for (const candidate of sample) {
    if (reference === candidate) continue;
    // Wall time: where CPU clocks tick every 4 ms, most pairs would take none.
    const before = performance.now();
    answers[noNewAccess(reference, candidate).answer]++;
    times.push((performance.now() - before) * 1000);
  }
const { user, system } = process.cpuUsage(startedAt);
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0;
const figures: CompareFigures = {
  policies: sample.length,
  pairs: times.length,
  medianMicroseconds: at(0.5),
  ninetyNinthMicroseconds: at(0.99),
  slowestMicroseconds: at(1),
  meanMicroseconds: (user + system) / times.length,
  answers,
};
process.stdout.write(JSON.stringify(figures));

function parsed(line: string): PolicyDocument {
  const { name, document } = JSON.parse(line) as { name: string; document: unknown };
  const policy = parsePolicyDocument(JSON.stringify(document));
  if (isPolicyError(policy)) throw new Error(`${name}: ${policy.error}`);
  return policy;
}
