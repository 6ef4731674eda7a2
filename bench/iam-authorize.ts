import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthorizeFigures } from './iam-authorize-process.ts';
import { measure, mustEnd, withFolder } from './measured-process.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';

const RUNS = 5;
const SECONDS = '4';
/** 500,000 decisions a second on one core. */
const LIMIT_MICROSECONDS = 2;
const CORPUS = join(import.meta.dirname, '../../shared/data/iam/aws-managed-policies.ndjson');
const PEER = join(import.meta.dirname, 'iam-peer');

interface PeerFigures {
  readonly decisions: number;
  readonly refused: number;
  readonly same: number;
  readonly other: number;
  readonly cpuSeconds: number;
}

/** Decisions over AWS's managed policies, compiled; beside them the same by a public simulator. */
export async function benchIamAuthorize(): Promise<Result> {
  if (!existsSync(CORPUS)) throw new Error(`bench: ${CORPUS} is not there`);
  return withFolder(async (folder) => {
    const cases = join(folder, 'cases.ndjson');
    const runs: AuthorizeFigures[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await ours(run === 0 ? [cases] : []));
    const [first] = runs;
    if (!first) throw new Error('bench: nothing was measured');
    const each = runs.map((run) => (run.cpuSeconds / run.decisions) * 1e6);
    const row = (what: string, figure: number, unit: Row['unit'], note?: string): Row => ({
      benchmark: 'iam-authorize',
      what,
      figure,
      unit,
      limit: null,
      ...(note !== undefined && { note }),
    });
    const { allow, 'explicit-deny': denied, 'implicit-deny': undecided } = first.effects;
    const rows: Row[] = [
      {
        ...row('one decision, CPU', median(each), 'µs', each.map((figure) => figure.toFixed(2)).join(', ')),
        limit: LIMIT_MICROSECONDS,
      },
      row('decisions a second on one core', 1e6 / median(each), 'decisions'),
      row(
        'one about an action not asked before, CPU',
        median(runs.map((run) => run.firstMicroseconds)),
        'µs',
      ),
      row('compiling all policies, CPU', median(runs.map((run) => run.compileSeconds)), 's'),
      row(
        'policies',
        first.policies,
        'policies',
        `${allow} cases allowed, ${denied} denied, ${undecided} not allowed`,
      ),
      ...(await peerRows(cases, median(each), row)),
    ];
    return { rows, extra: '' };
  });
}

async function ours(more: readonly string[]): Promise<AuthorizeFigures> {
  const run = await measure(join(import.meta.dirname, 'iam-authorize-process.ts'), [
    CORPUS,
    SECONDS,
    ...more,
  ]);
  mustEnd(run, [0]);
  return JSON.parse(run.stdout) as AuthorizeFigures;
}

async function peerRows(
  cases: string,
  ourMicroseconds: number,
  row: (what: string, figure: number, unit: Row['unit'], note?: string) => Row,
): Promise<readonly Row[]> {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: PEER });
  if (status !== 0) {
    console.error(
      'bench: the peer could not be installed (npm ci in bench/iam-peer), so its rows are left out',
    );
    return [];
  }
  const run = await measure(join(PEER, 'simulate.mjs'), [cases, SECONDS]);
  mustEnd(run, [0]);
  const peer = JSON.parse(run.stdout) as PeerFigures;
  const each = (peer.cpuSeconds / peer.decisions) * 1e6;
  return [
    row(
      'peer: one decision, CPU',
      each,
      'µs',
      `@cloud-copilot/iam-simulate, ${peer.decisions} of the same cases`,
    ),
    row('peer: as a multiple of ours', each / ourMicroseconds, '×'),
    row(
      'peer: cases it answers as we do',
      peer.same,
      'decisions',
      `${peer.other} otherwise, ${peer.refused} refused as no request`,
    ),
  ];
}
