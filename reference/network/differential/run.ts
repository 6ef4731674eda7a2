import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { Network } from '../../../src/network/network.ts';
import { networkCase } from '../random/random-network.ts';
import { type Comparison, compare } from './comparison.ts';
import { SymbolicAnswers } from './symbolic.ts';

/**
 * `npm run differential:network -- --networks 10000 [--packets 200] [--seed 1]`: random networks, each of its own seed
 * from the first up. The engine and the oracle must say the same of every packet; every packet from the internet or
 * between two interfaces that gets through must be among what `exposed` and the pairs tell, and each of their witnesses
 * get through. Counts what they say, names each difference by its seed and packet, and ends with exit code 1 if there is one.
 */
const { values } = parseArgs({
  options: { networks: { type: 'string' }, packets: { type: 'string' }, seed: { type: 'string' } },
});
const networks = Number(values.networks ?? 100);
const packets = Number(values.packets ?? 200);
const first = Number(values.seed ?? 1);
if (![networks, packets, first].every((each) => Number.isInteger(each) && each > 0)) {
  console.error('differential: --networks, --packets and --seed are whole numbers from 1');
  process.exit(2);
}

const counts = new Map<string, number>();
const count = (what: string): unknown => counts.set(what, (counts.get(what) ?? 0) + 1);
let differences = 0;

for (let seed = first; seed < first + networks; seed += 1) lookAt(seed);
for (const [what, number] of [...counts].toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`${number} ${what}`);
console.log(`differential: ${networks} networks from seed ${first}, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;

function lookAt(seed: number): void {
  const [{ facts, packets: sent } = { facts: { resources: [], listings: [] }, packets: [] }] = fc.sample(
    networkCase(packets),
    { numRuns: 1, seed },
  );
  const network = new Network(facts);
  const symbolic = new SymbolicAnswers(network);
  for (const [index, packet] of sent.entries()) {
    const compared = compare(network, facts, packet);
    count(told(compared));
    if (compared.agreement === 'different') differ(seed, index, packet, compared);
    const missed = compared.ours && symbolic.missed(packet, compared.ours);
    if (missed !== null) differ(seed, index, packet, missed);
  }
  for (const witness of symbolic.failing(facts)) differ(seed, null, witness, 'a witness that is blocked');
  count('networks');
}

function told({ agreement, ours, theirs }: Comparison): string {
  if (agreement === 'same') return `packets both say ${theirs.verdict}`;
  return `packets ${agreement}: the engine says ${ours?.verdict ?? 'nothing'}, the oracle ${theirs.verdict}`;
}

function differ(seed: number, index: number | null, packet: unknown, what: string | Comparison): void {
  differences += 1;
  const { ours, theirs } = typeof what === 'string' ? { ours: null, theirs: what } : what;
  const ourSide = ours && [ours.verdict, ours.blockedAt];
  console.log(`seed ${seed}, packet ${index}: ${JSON.stringify([packet, ourSide, theirs])}`);
}
