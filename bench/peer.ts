import { readFile } from 'node:fs/promises';
import { type SdkClient, sdkClient } from '../lab/replay/sdk-client.ts';
import { isServiceName } from '../lab/replay/service-catalog.ts';
import type { JsonValue } from '../src/model/json.ts';
import { decodeWire } from '../src/sources/aws/wire-json.ts';
import { depths } from './call-depth.ts';
import type { TracedCall } from './call-trace.ts';

/**
 * What a plain script does: every call of a level at once (`Promise.all`), by the SDK's clients with their default
 * retries, then the next level. It is told the calls, so it need not find them; it keeps no answer.
 */
const [url = '', file = ''] = process.argv.slice(2);
const calls = JSON.parse(await readFile(file, 'utf8')) as readonly TracedCall[];
const depthOf = depths(calls);
const levels = Map.groupBy(calls, (call) => depthOf.get(call) ?? 1);
const clients = new Map<string, Promise<SdkClient>>();
let throttled = 0;

const startedAt = performance.now();
for (const [, level] of [...levels].sort(([a], [b]) => a - b)) await Promise.all(level.map(make));
const seconds = (performance.now() - startedAt) / 1000;
for (const client of clients.values()) (await client).destroy();
process.stdout.write(JSON.stringify({ seconds, throttled }));

async function make({ region, service, operation, input }: TracedCall): Promise<void> {
  try {
    const client = await clientOf(service, region);
    await client.call(operation, decodeWire(input as JsonValue) as object);
  } catch (error) {
    if (isThrottled(error)) throttled++;
  }
}

function clientOf(service: string, region: string): Promise<SdkClient> {
  const key = `${service} ${region}`;
  if (!isServiceName(service)) throw new Error(`${service} is no service of the server`);
  const known = clients.get(key) ?? sdkClient(service, { endpoint: url, region, maxAttempts: 3 });
  clients.set(key, known);
  return known;
}

function isThrottled(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded/.test(name);
}
