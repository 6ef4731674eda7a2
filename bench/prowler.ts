import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startMoto } from '../lab/moto/start-moto.ts';
import { pythonWith } from '../lab/moto/venv.ts';
import { auditRoleArn, labRegions } from '../lab/organisation/accounts.ts';
import { buildOrganisation } from '../lab/organisation/build-organisation.ts';
import { sdkClient } from '../lab/replay/sdk-client.ts';
import type { Assessment } from '../src/model/assessment.ts';
import { ROOT, withFolder } from './measured-process.ts';
import { type LatencyProxy, startLatencyProxy } from './prowler/latency-proxy.ts';
import { type MeasuredCommand, measureCommand } from './prowler/measured-command.ts';
import { PROWLER_SERVICES } from './prowler/services.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';

const REQUIREMENTS = join(import.meta.dirname, 'prowler/requirements.txt');
const LATENCY_MS = 40;
const RUNS = 3;
/** How much faster than Prowler a scan should be, and which share of its memory it may take. */
const AIM = { faster: 10, memory: 1 / 5 };

interface Run extends MeasuredCommand {
  readonly requests: number;
  readonly findings: number;
}

/** Where both tools are sent: one moto account behind one latency proxy, by one session's keys. */
interface Duel {
  readonly proxy: LatencyProxy;
  readonly environment: Readonly<Record<string, string>>;
  /** Of the virtual environment that has Prowler. */
  readonly python: string;
}

/** The same account through the same proxy, read by Prowler and by Rampart in turn. */
export async function benchProwler(): Promise<Result> {
  const python = await pythonWith(REQUIREMENTS, 'prowler');
  const moto = await startMoto();
  const proxy = await startLatencyProxy(moto.url, LATENCY_MS);
  try {
    await buildOrganisation(moto.url, new Date());
    await moto.setTime(undefined);
    const environment = await sessionOf(proxy.url);
    const duel: Duel = { proxy, environment, python };
    const runs: { prowler: Run[]; rampart: Run[] } = { prowler: [], rampart: [] };
    for (let run = 0; run < RUNS; run++) {
      runs.prowler.push(await withFolder((folder) => prowlerRun(duel, folder)));
      runs.rampart.push(await withFolder((folder) => rampartRun(duel, folder)));
    }
    return { rows: rowsOf(runs.prowler, runs.rampart), extra: SAME };
  } finally {
    await proxy.close();
    await moto.stop();
  }
}

const SAME = `Both read the flawed account of the sample organisation on one moto server (its CPU is shared with the scanner
that it serves), ${labRegions.length} regions, ${LATENCY_MS} ms a request, by turns, ${RUNS} runs each, medians. Prowler ${await pinned()} is narrowed to the
${PROWLER_SERVICES.length} services that both read, and writes its default reports; Rampart reads all that it reads, and writes table and JSON.
Calls are requests that passed the proxy, repeats included: moto answers what it lacks with HTTP 500, which both repeat.`;

async function pinned(): Promise<string> {
  const text = await readFile(REQUIREMENTS, 'utf8');
  return text.trim().replace('prowler==', '');
}

function rowsOf(prowler: readonly Run[], rampart: readonly Run[]): readonly Row[] {
  const both = (pick: (run: Run) => number): readonly [number, number] => [
    median(prowler.map(pick)),
    median(rampart.map(pick)),
  ];
  const [theirTime, ourTime] = both((run) => run.wallSeconds);
  const [theirMemory, ourMemory] = both((run) => run.peakMegabytes);
  const [theirCalls, ourCalls] = both((run) => run.requests);
  const [theirFindings, ourFindings] = both((run) => run.findings);
  return [
    row('Rampart: wall time', ourTime, 's', theirTime / AIM.faster, `a ${AIM.faster}th of Prowler's`),
    row('Prowler: wall time', theirTime, 's', null, `${(theirTime / ourTime).toFixed(1)} × Rampart's`),
    row('Rampart: most memory resident', ourMemory, 'MB', theirMemory * AIM.memory, "a fifth of Prowler's"),
    row(
      'Prowler: most memory resident',
      theirMemory,
      'MB',
      null,
      `${(theirMemory / ourMemory).toFixed(1)} × Rampart's`,
    ),
    row('Rampart: calls', ourCalls, 'calls', null),
    row('Prowler: calls', theirCalls, 'calls', null),
    row('Rampart: findings', ourFindings, 'findings', null),
    row('Prowler: findings', theirFindings, 'findings', null),
  ];
}

function row(what: string, figure: number, unit: Row['unit'], limit: number | null, note?: string): Row {
  return { benchmark: 'prowler', what, figure, unit, limit, ...(note === undefined ? {} : { note }) };
}

async function sessionOf(url: string): Promise<Readonly<Record<string, string>>> {
  const sts = await sdkClient('sts', { endpoint: url, region: labRegions[0], maxAttempts: 3 });
  const input = { RoleArn: auditRoleArn('flawed'), RoleSessionName: 'bench' };
  const { Credentials } = (await sts.call('AssumeRole', input)) as {
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
  };
  sts.destroy();
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials.SessionToken,
    AWS_REGION: labRegions[0],
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_COLOR: '1',
  };
}

/** 3: it has findings. https://docs.prowler.com */
async function prowlerRun({ proxy, environment, python }: Duel, folder: string): Promise<Run> {
  const narrowed = ['--service', ...PROWLER_SERVICES, '--region', ...labRegions];
  const output = ['--output-directory', folder, '--output-filename', 'prowler'];
  proxy.reset();
  // Told to Python: the script's own first line names the folder in which the environment was built.
  const args = [join(dirname(python), 'prowler'), 'aws', '--no-banner', '--no-color', ...narrowed, ...output];
  const ended = await measureCommand(python, args, environment);
  mustEnd(ended, [0, 3]);
  const found = JSON.parse(await readFile(join(folder, 'prowler.ocsf.json'), 'utf8')) as readonly unknown[];
  return { ...ended, requests: proxy.requests, findings: found.length };
}

async function rampartRun({ proxy, environment }: Duel, folder: string): Promise<Run> {
  const file = join(folder, 'assessment.json');
  const regions = labRegions.flatMap((region) => ['--region', region]);
  const output = ['--output', 'table', '--output', `json=${file}`];
  proxy.reset();
  const script = join(ROOT, 'dist/src/cli/main.js');
  const ended = await measureCommand(
    process.execPath,
    [script, 'scan', '--quiet', ...regions, ...output],
    environment,
  );
  mustEnd(ended, [0, 1, 3]);
  const { findings } = JSON.parse(await readFile(file, 'utf8')) as Assessment;
  return { ...ended, requests: proxy.requests, findings: findings.length };
}

function mustEnd({ exitCode, said }: MeasuredCommand, codes: readonly number[]): void {
  if (!codes.includes(exitCode))
    throw new Error(`the measured command ended with ${exitCode}: ${said.slice(-2000)}`);
}
