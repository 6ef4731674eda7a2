import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { ApiError, failureKind } from './api-error.ts';
import type { AccountIdentity } from './collect-account.ts';
import { partitionOf } from './regions.ts';
import type { ApiCall, Transport } from './transport.ts';
import { decodeWire, encodeWire } from './wire-json.ts';

/** One line of `<account>/<region>/<service>.ndjson`: a call and what AWS answered. */
export interface RecordedCall {
  readonly operation: string;
  readonly input: JsonObject;
  readonly output?: JsonValue;
  readonly error?: { readonly name: string; readonly message: string; readonly status: number | null };
}

/** Passes calls on and appends each answer to a recording, readable by its owner only: it holds what AWS said, secrets included. */
export class RecordingTransport implements Transport {
  readonly #inner: Transport;
  readonly #directory: string;
  #written: Promise<void> = Promise.resolve();

  constructor(inner: Transport, directory: string) {
    this.#inner = inner;
    this.#directory = directory;
  }

  async send(call: ApiCall, signal: AbortSignal): Promise<unknown> {
    try {
      const output = await this.#inner.send(call, signal);
      await this.#append(call, { output: encodeWire(output) });
      return output;
    } catch (error) {
      if (error instanceof ApiError && isFinal(error)) {
        const { code: name, message, httpStatus: status } = error;
        await this.#append(call, { error: { name, message, status } });
      }
      throw error;
    }
  }

  #append(call: ApiCall, answer: Pick<RecordedCall, 'output' | 'error'>): Promise<void> {
    const file = join(this.#directory, call.account, call.region, `${call.service}.ndjson`);
    const line = `${JSON.stringify({ operation: call.operation, input: encodeWire(call.input), ...answer })}\n`;
    this.#written = this.#written.then(async () => {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await appendFile(file, line, { mode: 0o600 });
    });
    return this.#written;
  }
}

/** An answer that a repeat would give again. */
function isFinal(error: ApiError): boolean {
  return error.kind === 'denied' || error.kind === 'other' || error.kind === 'unsupported';
}

/** Answers from a recording; what it does not hold is `NotInRecording`. */
export class ReplayTransport implements Transport {
  readonly #answers: ReadonlyMap<string, RecordedCall>;

  constructor(answers: ReadonlyMap<string, RecordedCall>) {
    this.#answers = answers;
  }

  static async open(directory: string): Promise<ReplayTransport> {
    const answers = new Map<string, RecordedCall>();
    for (const { account, region, service, path } of await recordedFiles(directory)) {
      const lines = (await readFile(path, 'utf8')).split('\n');
      for (const [index, line] of lines.entries()) {
        if (line === '') continue;
        const recorded = parseLine(line, path, index + 1);
        answers.set(keyOf(account, region, service, recorded.operation, recorded.input), recorded);
      }
    }
    if (answers.size === 0)
      throw new Error(`${directory} holds no recording (<account>/<region>/<service>.ndjson)`);
    return new ReplayTransport(answers);
  }

  async send(call: ApiCall): Promise<unknown> {
    const input = encodeWire(call.input);
    const recorded = this.#answers.get(keyOf(call.account, call.region, call.service, call.operation, input));
    if (!recorded)
      throw new ApiError(
        'NotInRecording',
        `the recording has no ${call.operation} with this input`,
        'unsupported',
      );
    if (!recorded.error) return decodeWire(recorded.output ?? {});
    const { name, message, status } = recorded.error;
    const kind = name === 'NotAnAwsAnswer' ? 'unsupported' : failureKind(name, status);
    throw new ApiError(name, message, kind === 'transient' || kind === 'throttled' ? 'other' : kind, status);
  }
}

/** Accounts that a recording holds, in order, each in the partition that its regions belong to. */
export async function recordedAccounts(directory: string): Promise<readonly AccountIdentity[]> {
  const byAccount = Map.groupBy(await recordedFiles(directory), (file) => file.account);
  return [...byAccount]
    .map(([account, files]) => {
      const partition = partitionOf(files.map((file) => file.region));
      return { account, partition, callerArn: `arn:${partition}:iam::${account}:root` };
    })
    .sort((a, b) => (a.account < b.account ? -1 : 1));
}

async function recordedFiles(
  directory: string,
): Promise<readonly { account: string; region: string; service: string; path: string }[]> {
  const names = await readdir(directory, { recursive: true });
  return names.flatMap((name) => {
    const [account, region, file, ...rest] = name.split('/');
    if (!account || !region || !file?.endsWith('.ndjson') || rest.length > 0) return [];
    return [{ account, region, service: file.slice(0, -'.ndjson'.length), path: join(directory, name) }];
  });
}

function parseLine(line: string, path: string, number: number): RecordedCall {
  try {
    return JSON.parse(line) as RecordedCall;
  } catch {
    throw new Error(`${path}, line ${number} is no JSON: the recording is damaged or was cut off`);
  }
}

function keyOf(
  account: string,
  region: string,
  service: string,
  operation: string,
  input: JsonValue,
): string {
  return `${account} ${region} ${service} ${operation} ${JSON.stringify(sorted(input))}`;
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, each === undefined ? null : sorted(each)]));
}
