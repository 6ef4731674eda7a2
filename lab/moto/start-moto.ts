import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { LabUnavailable, labPython } from './venv.ts';

const server = fileURLToPath(new URL('serve.py', import.meta.url));
const START_LIMIT_MS = 60_000;

export type Moto = {
  /** Such as `http://127.0.0.1:41234`: an address, not a name, so that the SDK speaks path-style to S3. */
  readonly url: string;
  /** Moves the server's clock, which then stands still. `undefined` gives the true time back. */
  readonly setTime: (time: Date | undefined) => Promise<void>;
  /** The end of what the server wrote to its error output. */
  readonly complaints: () => string;
  /** Resolves when the process has ended. */
  readonly stop: () => Promise<void>;
};

/** Starts a real moto server on a free loopback port and waits until it answers. */
export async function startMoto(): Promise<Moto> {
  const child = spawn(await labPython(), [server], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C is for the parent, which still needs the server while it ends; it goes when its standard input does.
    detached: true,
    env: {
      ...process.env,
      // Python's sets, of which moto answers some, come in another order in every process otherwise.
      PYTHONHASHSEED: '0',
      // Without it moto knows no AdministratorAccess and no other policy of AWS's own.
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      // With it every account owns hundreds of snapshots, those of moto's stock images.
      MOTO_EC2_LOAD_DEFAULT_AMIS: 'false',
    },
  });
  let complaints = '';
  // Read for good: an unread pipe would fill up and stop the server.
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-20_000);
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = (): Promise<void> => {
    child.stdin.end();
    return ended;
  };
  try {
    const url = await announcedUrl(child, () => complaints);
    return { url, setTime: (time) => setMotoTime(url, time), complaints: () => complaints, stop };
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  }
}

/** Moves the clock of a moto server that {@link startMoto} started. */
export const setMotoTime = (url: string, time: Date | undefined): Promise<void> =>
  control(url, 'clock', { time: time?.toISOString() ?? null });

/** The account id that the next organizations:CreateAccount on that server gives. */
export const setNextAccountId = (url: string, id: string): Promise<void> =>
  control(url, 'account-id', { id });

/** Empties the server and makes the ids it draws the same in every build. */
export async function resetMoto(url: string, seed: number): Promise<void> {
  for (const path of ['/moto-api/reset', `/moto-api/seed?a=${seed}`]) {
    const response = await fetch(new URL(path, url), { method: 'POST' });
    if (!response.ok) throw new Error(`moto refused ${path}: ${response.status}`);
  }
}

async function control(url: string, path: string, body: object): Promise<void> {
  const response = await fetch(new URL(`/lab/${path}`, url), { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`moto refused /lab/${path}: ${response.status} ${await response.text()}`);
}

function announcedUrl(child: ChildProcess, complaints: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('it did not answer within 60 s'), START_LIMIT_MS);
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new LabUnavailable(`The moto server did not start: ${why}.`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', () => fail(complaints().trim().split('\n').at(-1) || 'it ended'));
    if (child.stdout === null) return;
    createInterface(child.stdout).once('line', (line) => {
      clearTimeout(timer);
      const announced: unknown = JSON.parse(line);
      if (typeof announced === 'object' && announced !== null && 'url' in announced)
        resolve(String(announced.url));
    });
  });
}
