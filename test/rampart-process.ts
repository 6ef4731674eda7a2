import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** No credentials of the machine reach a test. */
const NO_CREDENTIALS = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
};

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The real command line in a process of its own. */
export function startRampart(
  args: readonly string[],
  options: Options = {},
): { readonly child: ChildProcess; readonly finished: Promise<Finished> } {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], {
    cwd: options.cwd ?? ROOT,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...NO_CREDENTIALS, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => resolve({ code, ...texts }));
  });
  return { child, finished };
}

export function rampart(args: readonly string[], options: Options = {}): Promise<Finished> {
  return startRampart(args, options).finished;
}
