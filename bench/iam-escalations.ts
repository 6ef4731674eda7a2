import { join } from 'node:path';
import type { EscalationFigures } from './iam-escalations-process.ts';
import { measure, mustEnd } from './measured-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const LIMIT_SECONDS = 30;
const LIMIT_MEGABYTES = 1000;
const SIZE = { users: 2000, roles: 3000, policies: 4000 } as const;

/** Administrators and the ways to become one, in an account such as grows over ten years. */
export async function benchIamEscalations(): Promise<Result> {
  const sizes = Object.values(SIZE).map(String);
  const run = await measure(join(import.meta.dirname, 'iam-escalations-process.ts'), sizes);
  mustEnd(run, [0]);
  const figures = JSON.parse(run.stdout) as EscalationFigures;
  const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
    benchmark: 'iam-escalations',
    what,
    figure,
    unit,
    limit,
  });
  const rows: Row[] = [
    row('administrators and ways to become one, CPU', figures.cpuSeconds, 's', LIMIT_SECONDS),
    row('most memory resident', run.peakMegabytes, 'MB', LIMIT_MEGABYTES),
    row('administrators', figures.administrators, 'principals'),
    row('principals that can become one', figures.principals, 'principals'),
    row('paths', figures.paths, 'paths'),
    row('techniques among their first steps', figures.techniques, 'techniques'),
    row('principals of whom something is not known', figures.notKnown, 'principals'),
  ];
  const { users, roles, policies } = SIZE;
  const extra = `A generated account of ${users} users, ${roles} roles and ${policies} managed policies, always the same.`;
  return { rows, extra };
}
