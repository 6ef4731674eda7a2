import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { ApiError } from '../aws/api-error.ts';
import type { AccountAccess } from '../aws/collect.ts';
import { homeRegion } from '../aws/regions.ts';
import { callName } from '../aws/services.ts';
import type { ApiCall, Transport } from '../aws/transport.ts';
import { type AnswerFile, answerFiles, answerIn, flat } from './answer-files.ts';
import { groupedAnswer } from './grouped-answers.ts';

/**
 * A folder of `aws … --output json` files as a source: the same collectors read it. Files may lie under
 * `<account>/<region>/`; they are named after the operation (`describe-vpcs.json`, `DescribeVpcs.json`) or, for
 * lists, after the answer's top key (`Vpcs.json`); calls that name a parent have it in a folder or after a dot
 * (`get-bucket-policy/logs.json`, `get-bucket-policy.logs.json`), or the answers for all parents lie in one file. What is not there is unread, not
 * absent.
 */
export async function openAwsJson(directory: string): Promise<readonly AccountAccess[]> {
  const files = await answerFiles(directory);
  if (files.length === 0)
    throw new Error(`${directory} holds no .json file: expected the output of aws commands`);
  const named = [...new Set(files.flatMap((each) => each.account ?? []))].sort();
  const shared = files.find((each) => each.account === null);
  if (named.length > 1 && shared)
    throw new Error(`${shared.path} lies beside the folders of several accounts: move it into its account's`);
  const accounts = named.length > 0 ? named : [accountOf(files)];
  return accounts.map((account) =>
    accessTo(
      account,
      files.filter((each) => each.account === null || each.account === account),
    ),
  );
}

const DETAILS = 'aws iam get-account-authorization-details';
const DETAIL_LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];

/** The output of `aws iam get-account-authorization-details` alone: all else is unread. */
export async function openAuthorizationDetails(path: string): Promise<readonly AccountAccess[]> {
  const answer = await answerIn(path);
  const missing = isAnswerObject(answer)
    ? DETAIL_LISTS.filter((list) => !Array.isArray(answer[list]))
    : DETAIL_LISTS;
  if (missing.length > 0)
    throw new Error(`${path} has no ${missing.join(', ')}: expected the whole output of ${DETAILS}`);
  const name = 'getaccountauthorizationdetails';
  const files = [{ path, account: null, region: null, name, answer }];
  const notTold = (call: string): ApiError =>
    new ApiError('NotInFile', `${DETAILS} does not tell what ${call} does`, 'unsupported');
  return [accessTo(accountOf(files), files, notTold)];
}

type NotTold = (call: string) => ApiError;

function accessTo(
  account: string,
  files: readonly AnswerFile[],
  notTold: NotTold = (call) => notInFolder(`no file for ${call}`),
): AccountAccess {
  const partition = partitionOf(files);
  return {
    identity: { account, partition, callerArn: `arn:${partition}:iam::${account}:root` },
    transport: new AwsJsonTransport(files, partition, notTold),
  };
}

function isAnswerObject(answer: AnswerFile['answer']): answer is JsonObject {
  return !Array.isArray(answer);
}

class AwsJsonTransport implements Transport {
  readonly #files: readonly AnswerFile[];
  readonly #regions: readonly string[];
  readonly #home: string;
  readonly #notTold: NotTold;

  constructor(files: readonly AnswerFile[], partition: string, notTold: NotTold) {
    this.#files = files;
    this.#notTold = notTold;
    this.#home = homeRegion(partition);
    const regions = [...new Set(files.flatMap((each) => each.region ?? []))].sort();
    this.#regions = regions.length > 0 ? regions : [regionOf(files) ?? this.#home];
  }

  async send(call: ApiCall): Promise<unknown> {
    const file = this.#fileFor(call);
    if (!file) {
      const grouped = groupedAnswer(this.#inRegion(call.region), call);
      if (grouped && !hasToken(call)) return grouped;
      if (call.operation === 'DescribeRegions')
        return { Regions: this.#regions.map((RegionName) => ({ RegionName })) };
      throw this.#notTold(callName(call.service, call.operation));
    }
    if (hasToken(call))
      throw notInFolder(`${file.path} ends at a page token: the rest of the list is missing`);
    return answerTo(call, file);
  }

  #fileFor(call: ApiCall): AnswerFile | undefined {
    const names = namesOf(call);
    const inRegion = this.#inRegion(call.region);
    for (const { name, isListKey } of names) {
      const found = inRegion.find((file) => file.name === name && (!isListKey || holdsList(file, call)));
      if (found) return found;
    }
    return undefined;
  }

  #inRegion(region: string): readonly AnswerFile[] {
    return this.#files.filter((file) => this.#serves(file, region));
  }

  /** Files outside a region's folder hold global services, or everything where there is one region only. */
  #serves(file: AnswerFile, region: string): boolean {
    if (file.region !== null) return file.region === region;
    return region === this.#home || (this.#regions.length === 1 && this.#regions[0] === region);
  }
}

/** The key at the top of a list call's answer: `Vpcs`, `DistributionList`. */
function listKey({ items }: ApiCall): string | undefined {
  return items?.split('.')[0];
}

/** Services share names (`Clusters`, `clusters`): a file named after a list is that list's only if it holds it. */
function holdsList({ answer }: AnswerFile, call: ApiCall): boolean {
  return Array.isArray(answer) || Object.hasOwn(answer, listKey(call) ?? '');
}

/** INVARIANT: a file that does not hold the list is no empty list. */
function answerTo(call: ApiCall, file: AnswerFile): unknown {
  const key = listKey(call);
  if (Array.isArray(file.answer)) {
    if (key !== undefined && key === call.items) return { [key]: file.answer };
    throw notInFolder(`${file.path} holds a bare list: expected the whole answer of ${call.operation}`);
  }
  if (key === undefined) return file.answer;
  if (Object.hasOwn(file.answer, key)) return withToken(file.answer as JsonObject, key);
  throw notInFolder(`${file.path} has no "${key}": expected the whole answer of ${call.operation}`);
}

/**
 * `aws --max-items` ends a list with a NextToken of its own, whatever the service calls its tokens: under each of those
 * names it is known that the rest is missing.
 */
function withToken(answer: JsonObject, key: string): JsonObject {
  const { NextToken: token } = answer;
  if (typeof token !== 'string' || token === '') return answer;
  const tokens = Object.fromEntries(TOKENS.map((name) => [name, token]));
  const inner = answer[key];
  return { ...tokens, ...answer, ...(isObject(inner) && { [key]: { ...tokens, ...inner } }) };
}

const TOKENS = ['Marker', 'NextMarker', 'nextToken', 'ContinuationToken'];

/** Inputs that narrow or page a list rather than name its parent. */
const NOT_A_PARENT =
  /^(Max|Limit|NextToken|Marker|StartingToken|PageSize|AllRegions|AccountId|Scope|PolicyName$|Attribute$|StartRecord|ExclusiveStart)/;

/** Lists that ask for a part: the file of the whole is no answer, or every snapshot would count as public. */
const NARROWING = /^RestorableByUserIds$/;

interface AnswerName {
  readonly name: string;
  /** Named after what it holds, not after the operation. */
  readonly isListKey: boolean;
}

/** The names under which an answer may lie, best first. */
function namesOf(call: ApiCall): readonly AnswerName[] {
  const operation = flat(call.operation);
  const services = ['', `${flat(call.service)}/`, `${flat(callName(call.service, '').replace(':', ''))}/`];
  const parents = Object.entries(call.input).flatMap(([key, value]) => {
    if (NARROWING.test(key)) return [String(value)];
    return typeof value === 'string' && !NOT_A_PARENT.test(key) ? [value] : [];
  });
  if (parents.length > 0) {
    const spellings = [
      parents.map(flat).join(''),
      ...parents.map(flat),
      ...parents.map((each) => flat(each.slice(each.lastIndexOf('/') + 1))),
    ];
    return services.flatMap((service) =>
      spellings.flatMap((parent) =>
        [`${operation}/${parent}`, `${operation}.${parent}`].map((name) => named(service, name)),
      ),
    );
  }
  const key = listKey(call);
  return services.flatMap((service) => [
    named(service, operation),
    ...(key === undefined ? [] : [{ name: `${service}${flat(key)}`, isListKey: true }]),
  ]);
}

function named(service: string, name: string): AnswerName {
  return { name: `${service}${name}`, isListKey: false };
}

function hasToken(call: ApiCall): boolean {
  return Object.keys(call.input).some((key) => /Token$|Marker$|^StartRecordName$|^ExclusiveStart/.test(key));
}

function notInFolder(message: string): ApiError {
  return new ApiError('NotInFolder', message, 'unsupported');
}

/** The account that most files speak of: by get-caller-identity, OwnerId fields and ARNs. */
function accountOf(files: readonly AnswerFile[]): string {
  const identity = files.find((each) => each.name === 'getcalleridentity')?.answer;
  if (isObject(identity) && typeof identity['Account'] === 'string') return identity['Account'];
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
