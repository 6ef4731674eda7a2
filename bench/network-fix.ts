import { join } from 'node:path';
import { measure, mustEnd } from './measured-process.ts';
import type { NetworkFixFigures } from './network-fix-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const VPCS = 40;
const LIMIT_SECONDS = 30;

/** What closes each exposure of joined VPCs, and what else it would cut. */
export async function benchNetworkFix(): Promise<Result> {
  const run = await measure(join(import.meta.dirname, 'network-fix-process.ts'), [String(VPCS)]);
  mustEnd(run, [0]);
  const { cpuSeconds, exposures, sets, flows } = JSON.parse(run.stdout) as NetworkFixFigures;
  const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
    benchmark: 'network-fix',
    what,
    figure,
    unit,
    limit,
  });
  const rows: Row[] = [
    row('40 joined VPCs, what closes each exposure, CPU', cpuSeconds, 's', LIMIT_SECONDS),
    row('the same, most memory resident', run.peakMegabytes, 'MB'),
    row('exposures', exposures, 'resources'),
    row('sets of edits that close them', sets, 'resources'),
    row('flows that these would cut besides', flows, 'resources'),
  ];
  const extra = `Generated: the mesh of \`network-pairs\` with ${VPCS} VPCs of 100 interfaces, ten load balancers open to the internet at 443 and ten bastions at 22 in each.`;
  return { rows, extra };
}
