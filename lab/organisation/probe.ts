import { setTimeout as pause } from 'node:timers/promises';

import type { Moto } from '../moto/start-moto.ts';
import { probedOperations } from './probed-operations.ts';

export type Probed = {
  readonly service: string;
  readonly answers: readonly string[];
  readonly lacks: readonly string[];
};

type Sdk = Readonly<Record<string, unknown>>;
type Constructor = new (input: object) => unknown;
type Sender = { send(command: unknown): Promise<unknown> };

const isConstructor = (value: unknown): value is Constructor => typeof value === 'function';
const isSender = (value: unknown): value is Sender =>
  typeof value === 'object' && value !== null && 'send' in value;

/** The trace of an error comes a little after its answer. */
const TRACE_MS = 100;

/** Sends every operation of {@link probedOperations} to moto, one at a time. */
export async function probe(moto: Moto): Promise<Probed[]> {
  const table: Probed[] = [];
  for (const [service, operations] of Object.entries(probedOperations)) {
    const sdk: Sdk = await import(`@aws-sdk/client-${service}`);
    const client = clientOf(sdk, service, moto.url);
    const answers: string[] = [];
    const lacks: string[] = [];
    for (const [operation, input] of Object.entries(operations)) {
      const answered = await isAnswered(moto, client, make(sdk, `${operation}Command`, input));
      (answered ? answers : lacks).push(operation);
    }
    table.push({ service, answers, lacks });
  }
  return table;
}

function clientOf(sdk: Sdk, service: string, url: string): Sender {
  const name = Object.keys(sdk).find((key) => key.endsWith('Client') && key !== '__Client');
  const client = make(sdk, name, {
    endpoint: url,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'probe' },
    ...(service === 's3-control' && { endpointProvider: () => ({ url: new URL(url) }) }),
  });
  if (!isSender(client)) throw new Error(`${name} cannot send`);
  return client;
}

function make(sdk: Sdk, name: string | undefined, input: object): unknown {
  const constructor = name === undefined ? undefined : sdk[name];
  if (!isConstructor(constructor)) throw new Error(`the SDK has no ${name}`);
  return new constructor(input);
}

/**
 * An error of the service's own ("not found") is an answer. A page of HTML is not, unless moto only tripped over a
 * name that does not exist: then its trace ends in another error than NotImplementedError.
 */
async function isAnswered(moto: Moto, client: Sender, command: unknown): Promise<boolean> {
  try {
    await client.send(command);
    return true;
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) return !isHtml(error);
    await pause(TRACE_MS);
    // The second is what moto says of a service that it does not have at all.
    return !/NotImplementedError|'NoneType' object has no attribute 'replace'/.test(
      moto.complaints().slice(-400),
    );
  }
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

/** What the SDK's JSON and XML readers say of a page of HTML, or of an address that moto does not know. */
const isHtml = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'SyntaxError' || error.message.includes('XML parse error') || error.name === 'Error');
