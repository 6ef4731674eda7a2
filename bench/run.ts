import { benchAssess } from './assess.ts';
import { benchMemory } from './memory.ts';
import type { Result } from './result.ts';
import { machine, saveResults, tableOf } from './results.ts';
import { isOver } from './row.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';

/** `npm run bench [-- start|assess|scan|memory]`: each figure beside its limit; exit code 1 when one is over it. */
const BENCHMARKS: Readonly<Record<string, () => Promise<Result>>> = {
  start: benchStart,
  assess: benchAssess,
  scan: benchScan,
  memory: benchMemory,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHMARKS));
if (unknown !== undefined) {
  console.error(`bench: there is no benchmark ${unknown}; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}

console.log(machine());
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { rows, extra } = await run();
  console.log(`\n${name}\n${tableOf(rows)}\n\n${extra}`);
  await saveResults(name, rows, extra);
  if (rows.some(isOver)) process.exitCode = 1;
}
