import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './measured-process.ts';

export interface ReplayProcess {
  readonly url: string;
  /** What the AWS SDK needs to find it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface ReplayProcessOptions {
  readonly resources: number;
  readonly latencyMs: number;
  readonly limits: 'aws' | 'none';
}

/** The flawed account of the sample organisation: it has some of everything. */
export const ACCOUNT = '111122223333';
export const RECORDING = join(ROOT, 'lab/demo/recording');

/** The AWS-like server in a process of its own, so that it and the scan do not share a thread. */
export async function startReplay(options: ReplayProcessOptions): Promise<ReplayProcess> {
  const { resources, latencyMs, limits } = options;
  const args = [
    join(ROOT, 'lab/replay/main.ts'),
    `--record=${RECORDING}`,
    `--account=${ACCOUNT}`,
    `--multiply=${resources}`,
    `--latency=${latencyMs}`,
    ...(limits === 'none' ? ['--no-limits'] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  const [url] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    closed.then(() => Promise.reject(new Error('the replay server did not start'))),
  ])) as [string];
  return {
    url,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'AKIABENCH',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stop: async () => {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
