import { type Reading, read, unread } from '../../model/reading.ts';
import type { CallCount } from '../../model/snapshot.ts';
import { ApiError } from './api-error.ts';
import type { AbsentError, Listed, PagingSpec, ServiceApi } from './collector.ts';
import { inWindow } from './in-window.ts';
import type { Scheduler } from './scheduler.ts';
import { callName, SERVICES, type ServiceName } from './services.ts';
import type { ApiCall, Transport } from './transport.ts';

export interface AccountReaderOptions {
  readonly account: string;
  readonly partition: string;
  readonly regions: readonly string[];
  readonly objectAclSampleSize: number;
  /** Calls that the chosen checks read; absent: all. */
  readonly wantedCalls?: ReadonlySet<string>;
  readonly transport: Transport;
  readonly scheduler: Scheduler;
  /** Told once when credentials ended: nothing more can be read. */
  readonly onExpired?: (error: ApiError) => void;
}

/** Items whose dependent calls are under way together, per `each`: more would only wait in the scheduler. */
const EACH_WINDOW = 48;

/** Sends the calls of one account through the scheduler and counts them. */
export class AccountReader {
  readonly options: AccountReaderOptions;
  readonly #shared = new Map<string, Promise<unknown>>();
  readonly #counts = new Map<string, { -readonly [K in keyof CallCount]: CallCount[K] }>();

  constructor(options: AccountReaderOptions) {
    this.options = options;
  }

  get calls(): readonly CallCount[] {
    return [...this.#counts.values()];
  }

  service(service: ServiceName, region: string): ServiceApi {
    return new AccountServiceApi(this, service, region);
  }

  shared<T>(key: string, run: () => Promise<T>): Promise<T> {
    const known = this.#shared.get(key) ?? run();
    this.#shared.set(key, known);
    return known as Promise<T>; // INVARIANT: a key belongs to one computation
  }

  /** Rejects with an `ApiError`. */
  async send(call: Omit<ApiCall, 'account'>): Promise<unknown> {
    const { service, region, operation } = call;
    const { account, transport, scheduler } = this.options;
    const count = this.#count(region, callName(service, operation));
    const { rate, burst } = SERVICES[service];
    const lane = { id: `${account} ${region} ${service}`, rate, burst };
    count.made++;
    try {
      return await scheduler.run(lane, (signal) => transport.send({ account, ...call }, signal));
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'expired') this.options.onExpired?.(error);
      throw error;
    }
  }

  failed(service: ServiceName, region: string, operation: string, why: string): void {
    const count = this.#count(region, callName(service, operation));
    count.failed++;
    // The first in the alphabet, not in time: two runs that met the same failures say the same.
    if (count.why === null || why < count.why) count.why = why;
  }

  #count(region: string, call: string): { -readonly [K in keyof CallCount]: CallCount[K] } {
    const key = `${region} ${call}`;
    const known = this.#counts.get(key);
    if (known) return known;
    const fresh = { account: this.options.account, region, call, made: 0, failed: 0, why: null };
    this.#counts.set(key, fresh);
    return fresh;
  }
}

class AccountServiceApi implements ServiceApi {
  readonly region: string;
  readonly #reader: AccountReader;
  readonly #service: ServiceName;

  constructor(reader: AccountReader, service: ServiceName, region: string) {
    this.#reader = reader;
    this.#service = service;
    this.region = region;
  }

  get account(): string {
    return this.#reader.options.account;
  }

  get partition(): string {
    return this.#reader.options.partition;
  }

  get regions(): readonly string[] {
    return this.#reader.options.regions;
  }

  get objectAclSampleSize(): number {
    return this.#reader.options.objectAclSampleSize;
  }

  wants(call: string): boolean {
    return this.#reader.options.wantedCalls?.has(call) ?? true;
  }

  async read<Output>(operation: string, input: ApiCall['input'] = {}): Promise<Reading<Output>> {
    const reading = await this.readOrNull<Output>(operation, input, []);
    return reading as Reading<Output>; // without absent codes null is never made up
  }

  readOrNull<Output>(
    operation: string,
    input: ApiCall['input'],
    absent: readonly AbsentError[],
  ): Promise<Reading<Output | null>> {
    return this.#send<Output>({ operation, input }, absent);
  }

  async #send<Output>(
    call: Pick<ApiCall, 'operation' | 'input' | 'items'>,
    absent: readonly AbsentError[],
  ): Promise<Reading<Output | null>> {
    const { operation } = call;
    try {
      return read(
        (await this.#reader.send({ ...call, service: this.#service, region: this.region })) as Output,
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (absent.some((each) => tells(each, error))) return read(null);
      this.#reader.failed(this.#service, this.region, operation, error.why);
      return unread(callName(this.#service, operation), error.why);
    }
  }

  async list<Item>(
    operation: string,
    input: ApiCall['input'],
    paging: string | PagingSpec,
  ): Promise<Listed<Item>> {
    const spec: PagingSpec = typeof paging === 'string' ? { items: paging } : paging;
    const { items: path, token: [inputToken, outputToken] = ['NextToken', 'NextToken'], withheld } = spec;
    const items: Item[] = [];
    let token: unknown;
    do {
      const pageInput = token === undefined ? input : { ...input, [inputToken]: token };
      const call = { operation, input: pageInput, items: path };
      const page = await this.#send<unknown>(call, withheld?.codes ?? []);
      if (page.status === 'unread') return { items, gap: page };
      if (page.value === null && withheld)
        return { items, gap: unread(callName(this.#service, operation), withheld.why) };
      const found = at(page.value, path);
      if (Array.isArray(found)) for (const item of found) items.push(item as Item);
      const next = at(page.value, outputToken) || undefined;
      if (next !== undefined && next === token) return { items, gap: this.#stuck(operation) };
      token = next;
    } while (token !== undefined);
    return { items, gap: null };
  }

  each<Item, Result>(items: readonly Item[], map: (item: Item) => Promise<Result>): Promise<Result[]> {
    return inWindow(EACH_WINDOW, items, map);
  }

  shared<T>(key: string, run: () => Promise<T>): Promise<T> {
    return this.#reader.shared(`${this.#service} ${this.region} ${key}`, run);
  }

  at({
    service = this.#service,
    region = this.region,
  }: {
    service?: ServiceName;
    region?: string;
  }): ServiceApi {
    return this.#reader.service(service, region);
  }

  arn(service: string, resource: string, options: { region?: string; account?: string } = {}): string {
    const { region = this.region, account = this.account } = options;
    return `arn:${this.partition}:${service}:${region}:${account}:${resource}`;
  }

  #stuck(operation: string): ReturnType<typeof unread> {
    const why = 'PagingStuck: the service answered with the same page token twice';
    this.#reader.failed(this.#service, this.region, operation, why);
    return unread(callName(this.#service, operation), why);
  }
}

/** The value at a dotted path, undefined where it ends early. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((each, key) => {
    return typeof each === 'object' && each !== null ? (each as Record<string, unknown>)[key] : undefined;
  }, value);
}

function tells(absent: AbsentError, { code, why }: ApiError): boolean {
  return typeof absent === 'string' ? absent === code : absent.test(why);
}
