import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sdkClient } from './sdk-client.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-'));
  const folder = join(directory, '111111111111', 'us-east-1');
  await mkdir(folder, { recursive: true });
  const output = { Vpcs: [{ VpcId: 'vpc-0aaaaaaaaaaaaaaa1' }] };
  await writeFile(
    join(folder, 'ec2.ndjson'),
    `${JSON.stringify({ operation: 'DescribeVpcs', input: {}, output })}\n`,
  );
});
afterAll(() => rm(directory, { recursive: true }));

const run = (...args: string[]): ChildProcess => spawn(process.execPath, [program, ...args]);

async function firstLine(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> {
  const input = child[stream];
  if (input === null) throw new Error('no stream');
  for await (const line of createInterface({ input })) return line;
  return '';
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', resolve));

test('the first line is the URL; it serves, multiplied and with faults, until it is told to stop', async () => {
  const child = run(
    '--record',
    directory,
    '--multiply',
    '34',
    '--latency',
    '0',
    '--deny',
    'ec2:DescribeSubnets',
  );
  const endpoint = await firstLine(child, 'stdout');
  const ec2 = await sdkClient('ec2', { endpoint, region: 'eu-west-1' });
  const { Vpcs } = await ec2.call('DescribeVpcs');
  expect(Vpcs).toHaveLength(2);
  await expect(ec2.call('DescribeSubnets')).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  ec2.destroy();
  const end = ended(child);
  child.kill('SIGTERM');
  expect(await end).toBe(0);
});

test.each([
  [['--port', '0'], '--record names the recording to replay'],
  [['--record', 'nowhere', '--latency', 'slow'], /nowhere|--latency/],
  [['--record', 'x', '--nonsense'], /nonsense/],
])('wrong arguments end with one sentence and code 2: %s', async (args, message) => {
  const child = run(...args);
  const end = ended(child);
  expect(await firstLine(child, 'stderr')).toMatch(message);
  expect(await end).toBe(2);
});
