import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, '.cache');

/** Says in one sentence what the machine lacks for the live lab. */
export class LabUnavailable extends Error {
  override name = 'LabUnavailable';
}

type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

function run(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** The version of `python3`, such as `3.11.7`; undefined when there is none that moto runs on (3.10 or newer). */
export async function pythonVersion(): Promise<string | undefined> {
  const program = 'import sys; print(".".join(map(str, sys.version_info[:3])))';
  const outcome = await run('python3', ['-c', program]).catch(() => undefined);
  if (outcome?.code !== 0) return undefined;
  const version = outcome.stdout.trim();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor >= 10 ? version : undefined;
}

/** The Python interpreter of the lab's own virtual environment. */
export function labPython(): Promise<string> {
  return pythonWith(requirements, 'moto');
}

/**
 * The Python interpreter of a virtual environment of these requirements, made when they or the Python changed.
 * Built aside and moved into place, so that an interrupted or a second, simultaneous run leaves no half-made one.
 */
export async function pythonWith(requirementsFile: string, name: string): Promise<string> {
  const version = await pythonVersion();
  if (version === undefined) {
    throw new LabUnavailable('The live lab needs python3 3.10 or newer on the PATH; none was found.');
  }
  const pinned = await readFile(requirementsFile);
  const stamp = createHash('sha256').update(version).update(pinned).digest('hex').slice(0, 12);
  const home = join(cache, `${name}-venv-${stamp}`);
  if (!existsSync(home)) await build(home, requirementsFile);
  return join(home, 'bin', 'python');
}

async function build(home: string, requirementsFile: string): Promise<void> {
  const draft = `${home}.${process.pid}`;
  await mkdir(cache, { recursive: true });
  try {
    await step(
      'python3',
      ['-m', 'venv', draft],
      'The live lab needs the venv module of Python (on Debian: apt-get install python3-venv)',
    );
    await step(
      join(draft, 'bin', 'python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirementsFile],
      `pip could not install ${relative(root, requirementsFile)}`,
    );
    await rename(draft, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function step(command: string, args: readonly string[], sentence: string): Promise<void> {
  const outcome = await run(command, args);
  if (outcome.code !== 0) {
    throw new LabUnavailable(`${sentence}: ${lastLine(outcome.stderr) || lastLine(outcome.stdout)}`);
  }
}
