import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeWire } from '../../src/sources/aws/wire-json.ts';
import { answerBatch } from './batch-answer.ts';
import { callKey } from './call-key.ts';
import type { Answer, Call, Organisation } from './organisation.ts';
import { isServiceName, type ServiceName } from './service-catalog.ts';
import { loadService } from './service-model.ts';
import { isMembers, textOr } from './shape.ts';

/** One line of a recording: a call and what came of it. */
export type RecordedCall = Call & { readonly answer: Answer };

/** The last of several recordings of one call counts: the final state of a job that was polled. */
type OperationRecord = Map<string, RecordedCall>;

export type RecordedOrganisation = Organisation & { readonly calls: readonly RecordedCall[] };

const place = (call: Omit<Call, 'input'>): string =>
  [call.account, call.region, call.service, call.operation].join('/');

/** An organisation which answers exactly what was recorded, and re-cut batches of it. */
export async function recordedOrganisation(calls: readonly RecordedCall[]): Promise<RecordedOrganisation> {
  const index = new Map<string, OperationRecord>();
  for (const call of calls) {
    const operation = (await loadService(call.service)).operations.get(call.operation);
    if (operation === undefined) throw new Error(`${call.service} has no operation ${call.operation}`);
    const record: OperationRecord = index.get(place(call)) ?? new Map();
    record.set(callKey(operation, call.input), call);
    index.set(place(call), record);
  }
  return {
    calls,
    accounts: [...new Set(calls.map((call) => call.account))].toSorted(),
    answer: (call) => answerFrom(index, call),
  };
}

async function answerFrom(
  index: ReadonlyMap<string, OperationRecord>,
  call: Call,
): Promise<Answer | undefined> {
  const record = index.get(place(call));
  const operation = (await loadService(call.service)).operations.get(call.operation);
  if (record === undefined || operation === undefined) return undefined;
  return record.get(callKey(operation, call.input))?.answer ?? answerBatch([...record.values()], call);
}

/** Reads `<directory>/<account>/<region>/<service>.ndjson`. */
export async function readRecording(directory: string): Promise<RecordedOrganisation> {
  const calls: RecordedCall[] = [];
  const files = await readdir(directory, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.ndjson')).toSorted()) {
    calls.push(...parseRecording(file, await readFile(join(directory, file), 'utf8')));
  }
  if (calls.length === 0)
    throw new Error(`${directory} holds no recording (<account>/<region>/<service>.ndjson)`);
  return recordedOrganisation(calls);
}

/** The calls of one recording file; its path names the account, the region and the service. */
export function parseRecording(path: string, content: string): RecordedCall[] {
  const [file = '', region = '', account = ''] = path.split(/[\\/]/).toReversed();
  const service = file.replace(/\.ndjson$/, '');
  if (!isServiceName(service)) throw new Error(`${path}: ${service} is not a service this project reads`);
  return content.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    return [parseLine({ account, region, service }, line, `${path}:${index + 1}`)];
  });
}

type Place = { readonly account: string; readonly region: string; readonly service: ServiceName };

function parseLine(where: Place, line: string, at: string): RecordedCall {
  const call = parseJson(line, at);
  if (!isMembers(call) || typeof call['operation'] !== 'string') throw new Error(`${at}: names no operation`);
  const input = isMembers(call['input']) ? call['input'] : {};
  return { ...where, operation: call['operation'], input, answer: parseAnswer(call, at) };
}

function parseJson(line: string, at: string): unknown {
  try {
    return decodeWire(JSON.parse(line));
  } catch {
    throw new Error(`${at}: not a line of JSON`);
  }
}

function parseAnswer(call: Readonly<Record<string, unknown>>, at: string): Answer {
  const { output, error } = call;
  if (isMembers(output)) return { output };
  if (!isMembers(error) || typeof error['name'] !== 'string')
    throw new Error(`${at}: neither output nor error`);
  const status = typeof error['status'] === 'number' ? { status: error['status'] } : {};
  return { error: { name: error['name'], message: textOr(error['message'], ''), ...status } };
}
