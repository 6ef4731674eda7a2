import { type Reading, type Unread, unread } from '../../model/reading.ts';
import type { Resource, ResourceOf, ResourceType } from '../../model/resource-types.ts';
import type { ServiceName } from './services.ts';

/** What a list call gave. With a gap, `items` holds what came before it: real, but not all. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly gap: Unread | null;
}

/** The resources of one type in one region, and the listing call that is missing, if one is. */
export interface Collected<R> {
  readonly resources: readonly R[];
  readonly gap: Unread | null;
}

export interface PagingSpec {
  /** Path of the list in the answer, `Vpcs` or `DistributionList.Items`. */
  readonly items: string;
  /** Where the token goes in the input, and its path in the output; NextToken for both unless said. */
  readonly token?: readonly [input: string, output: string];
  /** Error codes by which AWS says that it tells this account nothing: a gap for this reason, but no failed call. */
  readonly withheld?: { readonly codes: readonly string[]; readonly why: string };
}

/** An error's code, or a pattern of `code: message` where the code alone could mean a denied call as well. */
export type AbsentError = string | RegExp;

/** The API of one service, as a collector sees it: bound to an account and a region, scheduled, never throwing. */
export interface ServiceApi {
  readonly account: string;
  /** The region calls go to; the partition's home region for global collectors. */
  readonly region: string;
  readonly partition: string;
  /** The regions of this account that this run reads. */
  readonly regions: readonly string[];
  /** Objects per bucket whose ACLs are wanted; 0 unless asked for. */
  readonly objectAclSampleSize: number;

  /** False where the answer of a costly call would be read by none of the chosen checks: leave it out, as not asked. */
  wants(call: string): boolean;

  /** One call. */
  read<Output>(operation: string, input?: Readonly<Record<string, unknown>>): Promise<Reading<Output>>;
  /** One call whose errors in `absent`, told by their code, or by `code: message`, mean "there is none": null. */
  readOrNull<Output>(
    operation: string,
    input: Readonly<Record<string, unknown>>,
    absent: readonly AbsentError[],
  ): Promise<Reading<Output | null>>;
  /** All pages of a list call. */
  list<Item>(
    operation: string,
    input: Readonly<Record<string, unknown>>,
    paging: string | PagingSpec,
  ): Promise<Listed<Item>>;
  /** Maps items with their dependent calls in flight together, in order, within bounds that keep memory flat. */
  each<Item, Result>(items: readonly Item[], map: (item: Item) => Promise<Result>): Promise<Result[]>;
  /** Runs once per account, region and key, however many collectors ask: calls that feed several types. */
  shared<T>(key: string, run: () => Promise<T>): Promise<T>;
  /** The same account through another service or region. */
  at(elsewhere: { readonly service?: ServiceName; readonly region?: string }): ServiceApi;
  /** `arn:<partition>:<service>:<region>:<account>:<resource>`, region and account left out for '' . */
  arn(
    service: string,
    resource: string,
    options?: { readonly region?: string; readonly account?: string },
  ): string;
}

/** Reads one resource type of one service: its calls, and a pure mapper from AWS's answer to the model. */
export interface CollectorDefinition<Type extends ResourceType> {
  readonly type: Type;
  readonly service: ServiceName;
  /** `global`: once per account; `regional`: once per enabled region. */
  readonly scope: 'global' | 'regional';
  /** Every call it may make, parents first: `['ec2:DescribeVpcs']`. */
  readonly calls: readonly string[];
  /** Of those, the ones that it makes only where a chosen check reads them. */
  readonly onDemand?: readonly string[];
  collect(api: ServiceApi): Promise<Collected<ResourceOf<Type>>>;
}

export interface Collector extends Omit<CollectorDefinition<ResourceType>, 'collect'> {
  collect(api: ServiceApi): Promise<Collected<Resource>>;
}

export function defineCollector<Type extends ResourceType>(definition: CollectorDefinition<Type>): Collector {
  return definition;
}

/**
 * A call for each resource, `ec2:DescribeInstanceAttribute`, made only where one of the chosen checks reads it; those
 * codes in `absent` read as null.
 */
export async function readIfWanted<Output>(
  api: ServiceApi,
  call: string,
  input: Readonly<Record<string, unknown>>,
  absent: readonly AbsentError[] = [],
): Promise<Reading<Output | null>> {
  if (!api.wants(call)) return notAskedFor(call);
  return api.readOrNull<Output>(call.slice(call.indexOf(':') + 1), input, absent);
}

export function notAskedFor(call: string): Unread {
  return unread(call, 'NotAskedFor: none of the chosen checks reads it');
}

/** The listed items mapped, with the listing's gap kept. */
export function mapListed<Item, R>(listed: Listed<Item>, map: (item: Item) => R): Collected<R> {
  return { resources: listed.items.map(map), gap: listed.gap };
}

/** The listed items mapped by dependent calls, with the listing's gap kept. */
export async function eachListed<Item, R>(
  api: ServiceApi,
  listed: Listed<Item>,
  map: (item: Item) => Promise<R>,
): Promise<Collected<R>> {
  return { resources: await api.each(listed.items, map), gap: listed.gap };
}

/** A type of which there is one: its reading is the listing. */
export function singleton<Value, R>(reading: Reading<Value>, map: (value: Value) => R): Collected<R> {
  return reading.status === 'read'
    ? { resources: [map(reading.value)], gap: null }
    : { resources: [], gap: reading };
}
