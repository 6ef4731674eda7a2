import { batchMember, mergeOutputs } from './batch-answer.ts';
import { type Identifiers, identifiersOf } from './identifiers.ts';
import { identifyingMembers } from './identifying-members.ts';
import { allPages } from './merged-pages.ts';
import type { Answer, Call, LazyItems, Listing, Organisation } from './organisation.ts';
import { listPathsOf, valueAt } from './pagination.ts';
import type { RecordedOrganisation } from './recorded-organisation.ts';
import type { ServiceName } from './service-catalog.ts';
import { loadService } from './service-model.ts';
import { isMembers, type Members } from './shape.ts';

/** The regions that every account has without opting in. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
export const defaultRegions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'sa-east-1',
];

export type MultiplyOptions = {
  /** Which account grows; the others answer as recorded. */
  readonly account: string;
  /** About how many resources it shall have. */
  readonly resources: number;
  /** The region whose resources are copied; the one with the most recorded calls unless said. */
  readonly homeRegion?: string;
  /** The 17 default ones unless said. */
  readonly regions?: readonly string[];
};

export type MultipliedOrganisation = Organisation & {
  readonly resources: number;
  readonly copies: number;
  readonly identifiers: Identifiers;
};

/** One account, or one region, has one of what these services keep: their answers are not multiplied. */
const singular = new Set<ServiceName>([
  'accessanalyzer',
  'account',
  'cloudtrail',
  'config-service',
  'guardduty',
  'organizations',
  'securityhub',
  'service-quotas',
  'shield',
  'sso-admin',
  'sts',
]);

const global = new Set<ServiceName>(['cloudfront', 'iam', 'route-53', 's3']);

type Plan = {
  readonly base: RecordedOrganisation;
  readonly account: string;
  readonly home: string;
  readonly regions: readonly string[];
  readonly copies: number;
  readonly identifiers: Identifiers;
};

/**
 * An organisation in which one account's resources exist many times over. Copy 0 is the recorded account;
 * copy k has every id, name and ARN changed alike wherever it occurs, and lives in region k modulo their number.
 * Nothing is held but the record: answers are made when they are asked for.
 */
export async function multiply(
  base: RecordedOrganisation,
  options: MultiplyOptions,
): Promise<MultipliedOrganisation> {
  const home = options.homeRegion ?? busiestRegion(base, options.account);
  const others = (options.regions ?? defaultRegions).filter((region) => region !== home);
  const { identifiers, resources } = await findIdentifiers(base, options.account, home);
  if (resources === 0) throw new Error(`The recording holds no resources of account ${options.account}`);
  const copies = Math.max(1, Math.ceil(options.resources / resources));
  const plan: Plan = {
    base,
    account: options.account,
    home,
    regions: [home, ...others],
    copies,
    identifiers,
  };
  return {
    accounts: base.accounts,
    resources: resources * copies,
    copies,
    identifiers,
    answer: (call) => (call.account === options.account ? answer(plan, call) : base.answer(call)),
  };
}

function busiestRegion(base: RecordedOrganisation, account: string): string {
  const counts = new Map<string, number>();
  for (const call of base.calls) {
    if (call.account === account && !global.has(call.service))
      counts.set(call.region, (counts.get(call.region) ?? 0) + 1);
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 'us-east-1';
}

async function findIdentifiers(
  base: RecordedOrganisation,
  account: string,
  home: string,
): Promise<{ identifiers: Identifiers; resources: number }> {
  const names = new Set<string>();
  const resources = new Set<string>();
  const foreign = new Set<string>();
  for (const call of base.calls) {
    const local = global.has(call.service) || call.region === home;
    if (call.account !== account || singular.has(call.service) || !local) continue;
    const operation = (await loadService(call.service)).operations.get(call.operation);
    const found = operation && identifyingMembers(operation, call);
    for (const name of found?.identifiers ?? []) names.add(name);
    for (const name of found?.resources ?? []) resources.add(name);
    for (const name of found?.foreign ?? []) foreign.add(name);
  }
  return {
    identifiers: identifiersOf(
      [...names].filter((name) => !foreign.has(name)),
      home,
    ),
    resources: resources.size,
  };
}

async function answer(plan: Plan, call: Call): Promise<Answer | undefined> {
  const regions = regionList(plan, call);
  if (regions !== undefined) return regions;
  if (singular.has(call.service)) return passOn(plan, call);
  const restored = restoreInput(plan, call);
  const copies = new Set(restored.copies);
  if (copies.size > 1) return answerEach(plan, call);
  const recorded = await fromRecord(plan, call, restored.input);
  if (recorded === undefined && call.input['BucketRegion'] !== undefined) return answerBucketsOf(plan, call);
  if (recorded === undefined || 'error' in recorded) return recorded;
  const [copy] = copies;
  if (copy === undefined) return answerListing(plan, call, recorded.output);
  return copy < plan.copies ? { output: copyOutput(plan, call, recorded.output, copy) } : undefined;
}

/** Buckets of one region, out of a listing of all that was recorded. */
async function answerBucketsOf(plan: Plan, call: Call): Promise<Answer | undefined> {
  const { BucketRegion: _region, ...all } = call.input;
  const recorded = await fromRecord(plan, call, all);
  return recorded === undefined || 'error' in recorded
    ? recorded
    : answerListing(plan, call, recorded.output);
}

const regionOfCopy = (plan: Plan, copy: number): string =>
  plan.regions[copy % plan.regions.length] ?? plan.home;

/** The account's regions are those it was multiplied over. */
function regionList(plan: Plan, call: Call): Answer | undefined {
  const describe = regionDescriptions[`${call.service}:${call.operation}`];
  return describe && { output: { Regions: plan.regions.map(describe) } };
}

const regionDescriptions: Readonly<Record<string, (name: string) => object>> = {
  'ec2:DescribeRegions': (name) => ({
    RegionName: name,
    Endpoint: `ec2.${name}.amazonaws.com`,
    OptInStatus: 'opt-in-not-required',
  }),
  'account:ListRegions': (name) => ({ RegionName: name, RegionOptStatus: 'ENABLED_BY_DEFAULT' }),
};

/** A trail of all regions is one trail wherever it is asked for; all else is the region's own. */
async function passOn(plan: Plan, call: Call): Promise<Answer | undefined> {
  const moved = call.service !== 'cloudtrail';
  const recorded = await fromRecord(plan, call, moved ? movedInput(plan, call) : call.input);
  if (recorded === undefined || 'error' in recorded || !moved) return recorded;
  return { output: members(plan, recorded.output, 0, call.region) };
}

const movedInput = (plan: Plan, call: Call): Members =>
  mapStrings(call.input, (text) =>
    call.region === plan.home ? text : text.replaceAll(call.region, plan.home),
  );

async function fromRecord(plan: Plan, call: Call, input: Members): Promise<Answer | undefined> {
  for (const region of new Set([plan.home, call.region, 'us-east-1'])) {
    const recorded = await allPages(plan.base, { ...call, region, input });
    if (recorded !== undefined) return recorded;
  }
  return undefined;
}

function restoreInput(plan: Plan, call: Call): { input: Members; copies: readonly number[] } {
  const spoken: number[] = [];
  mapStrings(call.input, (text) => {
    spoken.push(...plan.identifiers.restore(text, call.region).copies);
    return text;
  });
  const region = spoken[0] === undefined ? call.region : regionOfCopy(plan, spoken[0]);
  return {
    input: mapStrings(call.input, (text) => plan.identifiers.restore(text, region).text),
    copies: spoken,
  };
}

/** A batch that mixes copies is answered one by one. */
async function answerEach(plan: Plan, call: Call): Promise<Answer | undefined> {
  const batch = batchMember(call.input);
  if (batch === undefined || batch.ids.length < 2) return undefined;
  const outputs: Members[] = [];
  for (const id of batch.ids) {
    const one = await answer(plan, { ...call, input: { ...call.input, [batch.name]: [id] } });
    if (one === undefined || 'error' in one) return one;
    outputs.push(one.output);
  }
  return { output: mergeOutputs(outputs) };
}

async function answerListing(plan: Plan, call: Call, output: Members): Promise<Answer> {
  const special = singletons[`${call.service}:${call.operation}`];
  if (special !== undefined) return { output: special(plan, output) };
  const operation = (await loadService(call.service)).operations.get(call.operation);
  const paths = operation === undefined ? [] : listPathsOf(operation);
  const listings = paths.flatMap((path): Listing[] => {
    const list = valueAt(output, path);
    return Array.isArray(list) ? [{ path, items: copiedItems(plan, call, list) }] : [];
  });
  return { output: members(plan, output, 0, global.has(call.service) ? plan.home : call.region), listings };
}

/** Which copies a listing shows: all where the service is global, the region's own elsewhere. */
function copiesShown(
  plan: Plan,
  call: Call,
): { readonly count: number; readonly copy: (index: number) => number } {
  const { regions, copies } = plan;
  const wanted = call.service === 's3' ? call.input['BucketRegion'] : undefined;
  const everywhere =
    (global.has(call.service) && typeof wanted !== 'string') || call.input['Scope'] === 'CLOUDFRONT';
  if (everywhere) return { count: copies, copy: (index) => index };
  const first = regions.indexOf(typeof wanted === 'string' ? wanted : call.region);
  if (first < 0) return { count: 0, copy: (index) => index };
  return {
    count: Math.max(0, Math.ceil((copies - first) / regions.length)),
    copy: (index) => first + index * regions.length,
  };
}

/** What names an identifier is there once per copy; the rest (AWS's own policies, zones) once. */
function copiedItems(plan: Plan, call: Call, list: readonly unknown[]): LazyItems {
  const { count, copy } = copiesShown(plan, call);
  const copied = list.filter((item) => mentions(plan, item));
  const once = list.filter((item) => !mentions(plan, item));
  const total = copied.length * count;
  const at = (index: number): unknown => {
    if (index >= total) return mapStrings(once[index - total], (text) => text);
    const k = copy(Math.floor(index / copied.length));
    return mapStrings(copied[index % copied.length], (text) =>
      plan.identifiers.rewrite(text, k, regionOfCopy(plan, k)),
    );
  };
  return {
    length: total + once.length,
    slice: (start, end) =>
      Array.from({ length: Math.max(0, Math.min(end, total + once.length) - start) }, (_, index) =>
        at(start + index),
      ),
  };
}

function mentions(plan: Plan, value: unknown): boolean {
  if (typeof value === 'string') return plan.identifiers.mentions(value);
  if (Array.isArray(value)) return value.some((each) => mentions(plan, each));
  return (
    isMembers(value) &&
    !(value instanceof Uint8Array) &&
    Object.values(value).some((each) => mentions(plan, each))
  );
}

function copyOutput(plan: Plan, call: Call, output: Members, copy: number): Members {
  const region = regionOfCopy(plan, copy);
  const copied = members(plan, output, copy, region);
  if (call.service !== 's3' || call.operation !== 'GetBucketLocation') return copied;
  // us-east-1 is said by saying nothing.
  const { LocationConstraint: location, ...rest } = output;
  if ((location || 'us-east-1') !== plan.home) return copied;
  return region === 'us-east-1' ? rest : { ...rest, LocationConstraint: region };
}

const members = (plan: Plan, output: Members, copy: number, region: string): Members =>
  mapStrings(output, (text) => plan.identifiers.rewrite(text, copy, region));

/** Answers of which an account has one, kept consistent with what was multiplied. */
const singletons: Readonly<Record<string, (plan: Plan, output: Members) => Members>> = {
  'iam:GetAccountSummary': (plan, output) => ({
    ...output,
    SummaryMap: multipliedCounts(plan, output['SummaryMap']),
  }),
  'iam:GetCredentialReport': (plan, output) => ({
    ...output,
    Content: longerReport(plan, output['Content']),
  }),
};

function multipliedCounts(plan: Plan, summary: unknown): Members {
  const entries = Object.entries(isMembers(summary) ? summary : {});
  const fixed = /Quota|^Account|Version/;
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'number' && !fixed.test(name) ? value * plan.copies : value,
    ]),
  );
}

const isUser = (row: string): boolean => !row.startsWith('<root_account>');

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
function longerReport(plan: Plan, content: unknown): unknown {
  if (!(content instanceof Uint8Array)) return content;
  const [header = '', ...rows] = Buffer.from(content).toString('utf8').trimEnd().split('\n');
  const copyRow = (row: string, copy: number): string =>
    row
      .split(',')
      .map((field) => plan.identifiers.rewrite(field, copy, regionOfCopy(plan, copy)))
      .join(',');
  const copies = Array.from({ length: plan.copies }, (_, copy) =>
    rows.filter(isUser).map((row) => copyRow(row, copy)),
  );
  const lines = [header, ...rows.filter((row) => !isUser(row)), ...copies.flat()];
  return new Uint8Array(Buffer.from(`${lines.join('\n')}\n`));
}

function mapStrings<T>(value: T, change: (text: string) => string): T;
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each: unknown) => mapStrings(each, change));
  if (!isMembers(value) || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapStrings(each, change)]));
}
