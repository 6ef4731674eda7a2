import { join } from 'node:path';
import { measure, mustEnd } from './measured-process.ts';
import type { NetworkExposedFigures } from './network-exposed-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const INTERFACES = 50_000;
const SHAPES = 3000;
const LIMIT_SECONDS = { shared: 1, random: 5 };
const LIMIT_MEGABYTES = 500;

/** All that the internet reaches in a large organisation's networks. */
export async function benchNetworkExposed(): Promise<Result> {
  const shared = await measured(SHAPES);
  const random = await measured(0);
  const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
    benchmark: 'network-exposed',
    what,
    figure,
    unit,
    limit,
  });
  const rows: Row[] = [
    row('50,000 interfaces of 3,000 kinds, CPU', shared.cpuSeconds, 's', LIMIT_SECONDS.shared),
    row('the same, most memory resident', shared.peakMegabytes, 'MB', LIMIT_MEGABYTES),
    row('50,000 interfaces, all random, CPU', random.cpuSeconds, 's', LIMIT_SECONDS.random),
    row('the same, most memory resident', random.peakMegabytes, 'MB', LIMIT_MEGABYTES),
    row('interfaces that the internet reaches', shared.exposed, 'resources'),
    row('port ranges at which it does, interface by interface', shared.ranges, 'resources'),
  ];
  const extra =
    'Generated: 500 groups of 60 rules, 60 subnets with an ACL each, a public address and one to four groups an interface, always the same; a kind is the groups and the subnet.';
  return { rows, extra };
}

async function measured(shapes: number): Promise<NetworkExposedFigures & { readonly peakMegabytes: number }> {
  const script = join(import.meta.dirname, 'network-exposed-process.ts');
  const run = await measure(script, [String(INTERFACES), String(shapes)], { nodeFlags: ['--expose-gc'] });
  mustEnd(run, [0]);
  return { ...(JSON.parse(run.stdout) as NetworkExposedFigures), peakMegabytes: run.peakMegabytes };
}
