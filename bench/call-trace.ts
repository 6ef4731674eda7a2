import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A call of a traced scan, and what AWS answered. */
export interface TracedCall {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Undefined: an error. */
  readonly output?: unknown;
}

/** The calls of a folder that `rampart collect --record` wrote, each once. */
export async function readTrace(directory: string): Promise<readonly TracedCall[]> {
  const files = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.ndjson'));
  const calls = await Promise.all(files.map((name) => readCalls(directory, name)));
  return calls.flat();
}

async function readCalls(directory: string, name: string): Promise<readonly TracedCall[]> {
  const [account = '', region = '', file = ''] = name.split('/');
  const lines = (await readFile(join(directory, name), 'utf8')).trimEnd().split('\n');
  const place = { account, region, service: file.replace('.ndjson', '') };
  const calls = lines.map((line) => ({
    ...place,
    ...(JSON.parse(line) as Omit<TracedCall, keyof typeof place>),
  }));
  return [
    ...new Map(calls.map((call) => [`${call.operation} ${JSON.stringify(call.input)}`, call])).values(),
  ];
}
