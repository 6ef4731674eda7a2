import type { JsonObject, JsonValue } from '../../model/json.ts';
import { ApiError } from '../aws/api-error.ts';
import type { AccountAccess } from '../aws/collect.ts';
import { homeRegion } from '../aws/regions.ts';
import { callName } from '../aws/services.ts';
import type { ApiCall, Transport } from '../aws/transport.ts';
import { type AnswerFile, answerFiles, flat } from './answer-files.ts';

/**
 * A folder of `aws … --output json` files as a source: the same collectors read it. Files may lie under
 * `<account>/<region>/`; they are named after the operation (`describe-vpcs.json`, `DescribeVpcs.json`) or, for
 * lists, after the answer's top key (`Vpcs.json`); calls that name a parent have it in a folder or after a dot
 * (`get-bucket-policy/logs.json`, `get-bucket-policy.logs.json`). What is not there is unread, not absent.
 */
export async function openAwsJson(directory: string): Promise<readonly AccountAccess[]> {
  const files = await answerFiles(directory);
  if (files.length === 0)
    throw new Error(`${directory} holds no .json file: expected the output of aws commands`);
  const named = [...new Set(files.flatMap((each) => each.account ?? []))].sort();
  const accounts = named.length > 0 ? named : [accountOf(files)];
  return accounts.map((account) => {
    const own = files.filter((each) => each.account === null || each.account === account);
    const partition = partitionOf(own);
    const transport = new AwsJsonTransport(own, partition);
    return {
      identity: { account, partition, callerArn: `arn:${partition}:iam::${account}:root` },
      transport,
    };
  });
}

class AwsJsonTransport implements Transport {
  readonly #files: readonly AnswerFile[];
  readonly #regions: readonly string[];
  readonly #home: string;

  constructor(files: readonly AnswerFile[], partition: string) {
    this.#files = files;
    this.#home = homeRegion(partition);
    const regions = [...new Set(files.flatMap((each) => each.region ?? []))].sort();
    this.#regions = regions.length > 0 ? regions : [regionOf(files) ?? this.#home];
  }

  async send(call: ApiCall): Promise<unknown> {
    const file = this.#fileFor(call);
    if (!file) {
      if (call.operation === 'DescribeRegions')
        return { Regions: this.#regions.map((RegionName) => ({ RegionName })) };
      throw notInFolder(`no file for ${callName(call.service, call.operation)}`);
    }
    if (hasToken(call))
      throw notInFolder(`${file.path} ends at a page token: the rest of the list is missing`);
    return file.answer;
  }

  #fileFor(call: ApiCall): AnswerFile | undefined {
    const names = namesOf(call);
    const inRegion = this.#files.filter((file) => this.#serves(file, call.region));
    for (const name of names) {
      const found = inRegion.find((file) => file.name === name);
      if (found) return found;
    }
    return undefined;
  }

  /** Files outside a region's folder hold global services, or everything where there is one region only. */
  #serves(file: AnswerFile, region: string): boolean {
    if (file.region !== null) return file.region === region;
    return region === this.#home || (this.#regions.length === 1 && this.#regions[0] === region);
  }
}

/** Inputs that narrow or page a list rather than name its parent. */
const NOT_A_PARENT =
  /^(Max|Limit|NextToken|Marker|StartingToken|PageSize|AllRegions|AccountId|Scope|PolicyName$|Attribute$)/;

/** The names under which an answer may lie, best first. */
function namesOf(call: ApiCall): readonly string[] {
  const operation = flat(call.operation);
  const services = ['', `${flat(call.service)}/`, `${flat(callName(call.service, '').replace(':', ''))}/`];
  const parents = Object.entries(call.input).flatMap(([key, value]) =>
    typeof value === 'string' && !NOT_A_PARENT.test(key) ? [value] : [],
  );
  if (parents.length > 0) {
    const spellings = [
      parents.map(flat).join(''),
      ...parents.map(flat),
      ...parents.map((each) => flat(each.slice(each.lastIndexOf('/') + 1))),
    ];
    return services.flatMap((service) =>
      spellings.flatMap((parent) => [`${service}${operation}/${parent}`, `${service}${operation}.${parent}`]),
    );
  }
  const byKey = call.items === undefined ? [] : [flat(call.items.split('.')[0] ?? '')];
  return services.flatMap((service) => [operation, ...byKey].map((name) => `${service}${name}`));
}

function hasToken(call: ApiCall): boolean {
  return Object.keys(call.input).some((key) => /Token$|Marker$/.test(key));
}

function notInFolder(message: string): ApiError {
  return new ApiError('NotInFolder', message, 'unsupported');
}

/** The account that most files speak of: by get-caller-identity, OwnerId fields and ARNs. */
function accountOf(files: readonly AnswerFile[]): string {
  const identity = files.find((each) => each.name === 'getcalleridentity')?.answer['Account'];
  if (typeof identity === 'string') return identity;
  return mostFrequent(files.flatMap((each) => ownersIn(each.answer))) ?? '000000000000';
}

function ownersIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/.exec(value)?.slice(1, 2) ?? [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(ownersIn);
  const object = value as JsonObject;
  const owner = object['OwnerId'];
  const own = typeof owner === 'string' && /^\d{12}$/.test(owner) ? [owner] : [];
  return [...own, ...Object.values(object).flatMap(ownersIn)];
}

function regionOf(files: readonly AnswerFile[]): string | null {
  const texts = files.map((each) => JSON.stringify(each.answer));
  const zones = texts.flatMap((text) =>
    [...text.matchAll(/"([a-z]{2,}(?:-[a-z]+)+-\d+)[a-z]"/g)].map((match) => match[1] ?? ''),
  );
  return mostFrequent(zones);
}

function partitionOf(files: readonly AnswerFile[]): string {
  const text = files.map((each) => JSON.stringify(each.answer)).join(' ');
  return mostFrequent([...text.matchAll(/"arn:(aws[\w-]*):/g)].map((match) => match[1] ?? '')) ?? 'aws';
}

function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
