import { join } from 'node:path';
import { GROUPS_PER_VPC } from './generated-mesh.ts';
import { measure, mustEnd } from './measured-process.ts';
import type { NetworkPairsFigures } from './network-pairs-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const VPCS = 200;
const LIMIT_SECONDS = 30;

/** What every group reaches of every other in a mesh of VPCs. */
export async function benchNetworkPairs(): Promise<Result> {
  const run = await measure(join(import.meta.dirname, 'network-pairs-process.ts'), [String(VPCS)]);
  mustEnd(run, [0]);
  const { cpuSeconds, pairs, reachable } = JSON.parse(run.stdout) as NetworkPairsFigures;
  const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
    benchmark: 'network-pairs',
    what,
    figure,
    unit,
    limit,
  });
  const rows: Row[] = [
    row('200 VPCs in a mesh, all pairs of groups, CPU', cpuSeconds, 's', LIMIT_SECONDS),
    row('the same, most memory resident', run.peakMegabytes, 'MB'),
    row('pairs of groups', pairs, 'resources'),
    row('of which something gets through', reachable, 'resources'),
  ];
  const extra = `Generated: ${VPCS} VPCs on one transit gateway, each of three tiers in two zones with ACLs and routes of their own, ${GROUPS_PER_VPC} groups and ten interfaces a group; rules name groups, other VPCs and all of 10.0.0.0/8.`;
  return { rows, extra };
}
