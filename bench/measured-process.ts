import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Measured {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** The most that was resident. */
  readonly peakMegabytes: number;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MeasuredOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
}

export const ROOT = join(import.meta.dirname, '..');
export const CLI = join(ROOT, 'src/cli/main.ts');
const BUILT = join(ROOT, 'dist/src/cli/main.js');

/** The command as it is published. @throws where it is not built. */
export function builtCli(): string {
  if (!existsSync(BUILT)) throw new Error('there is no dist: npm run build');
  return BUILT;
}

/** Runs a script by this Node in a process of its own and says what it cost. */
export async function measure(
  script: string,
  args: readonly string[],
  { environment = {}, nodeFlags = [] }: MeasuredOptions = {},
): Promise<Measured> {
  return withFolder(async (folder) => {
    const file = join(folder, 'usage.json');
    const flags = [...nodeFlags, '--import', join(import.meta.dirname, 'report-usage.mjs')];
    const ended = await ran([...flags, script, ...args], { ...environment, BENCH_USAGE_FILE: file });
    const usage = JSON.parse(await readFile(file, 'utf8')) as Pick<Measured, 'cpuSeconds' | 'peakMegabytes'>;
    return { ...ended, ...usage };
  });
}

export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rampart-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Ended = Pick<Measured, 'wallSeconds' | 'exitCode' | 'stdout' | 'stderr'>;

/** One run without anything loaded beside the script. */
export function ran(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ wallSeconds: (performance.now() - startedAt) / 1000, exitCode: code ?? -1, stdout, stderr }),
    );
  });
}

/** Anything but a scan that ended as documented is no measurement. */
export function mustEnd(run: Ended, codes: readonly number[]): void {
  if (codes.includes(run.exitCode)) return;
  throw new Error(`the measured process ended with ${run.exitCode}: ${run.stderr.slice(-2000)}`);
}
