import { benchAssess } from './assess.ts';
import { benchDiff } from './diff.ts';
import { benchExposure } from './exposure.ts';
import { benchHtml } from './html.ts';
import { benchIamAuthorize } from './iam-authorize.ts';
import { benchIamCompare } from './iam-compare.ts';
import { benchIamEscalations } from './iam-escalations.ts';
import { benchMemory } from './memory.ts';
import { benchNetworkExposed } from './network-exposed.ts';
import { benchNetworkFix } from './network-fix.ts';
import { benchNetworkPairs } from './network-pairs.ts';
import { benchOutputs } from './outputs.ts';
import { benchProwler } from './prowler.ts';
import type { Result } from './result.ts';
import { machine, saveResults, tableOf } from './results.ts';
import { isOver } from './row.ts';
import { benchScaling } from './scaling.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';
import { benchSuppress } from './suppress.ts';
import { benchTrail } from './trail.ts';

/** `npm run bench [-- NAME …]`: each figure beside its limit; exit code 1 when one is over it. */
const BENCHMARKS: Readonly<Record<string, () => Promise<Result>>> = {
  start: benchStart,
  assess: benchAssess,
  scan: benchScan,
  memory: benchMemory,
  prowler: benchProwler,
  diff: benchDiff,
  html: benchHtml,
  outputs: benchOutputs,
  suppress: benchSuppress,
  'iam-authorize': benchIamAuthorize,
  'iam-compare': benchIamCompare,
  'iam-escalations': benchIamEscalations,
  exposure: benchExposure,
  'network-exposed': benchNetworkExposed,
  scaling: benchScaling,
  trail: benchTrail,
  'network-pairs': benchNetworkPairs,
  'network-fix': benchNetworkFix,
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
