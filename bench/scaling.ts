import { join } from 'node:path';
import { measure, mustEnd } from './measured-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';
import type { GroupsFigures, MonthFigures } from './scaling-process.ts';

const LOADS = ['steady', 'diurnal', 'burst', 'pulse', 'flood over diurnal'];
const GROUPS = 1000;
const LIMIT = { month: 100, groups: 30 };

/** The simulator of Auto Scaling. */
export async function benchScaling(): Promise<Result> {
  const rows: Row[] = [];
  for (const load of LOADS) rows.push(await monthRow(load));
  const { seconds, absorbed } = await measured<GroupsFigures>(String(GROUPS));
  rows.push({
    benchmark: 'scaling',
    what: '1,000 groups under three loads of 170 minutes, CPU',
    figure: seconds,
    unit: 's',
    limit: LIMIT.groups,
    note: `${absorbed} of 3,000 absorbed`,
  });
  const extra =
    'A month is 30 days of a group of ten instances behind a load balancer, with target tracking, as the median of fifteen in one process, compiling and garbage collection counted; the first of them is without compiled code. The groups are generated, 1 to 40 instances with target tracking or steps, always the same: a tenfold burst, a fivefold HTTP flood, pulses.';
  return { rows, extra };
}

async function monthRow(load: string): Promise<Row> {
  const { milliseconds, first, events } = await measured<MonthFigures>(load);
  return {
    benchmark: 'scaling',
    what: `a month of one group, ${load}, CPU`,
    figure: milliseconds,
    unit: 'ms',
    limit: LIMIT.month,
    note: `the first ${Math.round(first)} ms; ${events} events`,
  };
}

async function measured<T>(what: string): Promise<T> {
  const run = await measure(join(import.meta.dirname, 'scaling-process.ts'), [what]);
  mustEnd(run, [0]);
  return JSON.parse(run.stdout) as T;
}
