import { parseArn } from '../model/arn.ts';
import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import { GLOBAL_REGION } from '../model/resource.ts';
import type { Resource, ResourceOf, ResourceType } from '../model/resource-types.ts';
import type { Account } from '../model/resources/account.ts';
import type { Bucket } from '../model/resources/s3.ts';
import type { Listing, Snapshot } from '../model/snapshot.ts';
import { accountNotRead } from './not-known.ts';

/** Where to look: one account or all that were read, one region or all of them. */
export interface Scope {
  readonly account?: string;
  readonly region?: string;
}

/**
 * A snapshot indexed and linked. Every question about "all" or "none" is a `Reading`: it is unread wherever a
 * listing within its scope is incomplete, so that absence is never concluded from a denied call.
 */
export class Inventory {
  readonly snapshot: Snapshot;
  readonly #byType = new Map<ResourceType, Resource[]>();
  readonly #listings = new Map<string, Listing[]>();
  readonly #derived = new Map<unknown, unknown>();

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    for (const resource of snapshot.resources) push(this.#byType, resource.type, resource);
    for (const listing of snapshot.listings)
      push(this.#listings, `${listing.type} ${listing.account}`, listing);
  }

  get asOf(): string {
    return this.snapshot.header.asOf;
  }

  get accounts(): readonly Account[] {
    return this.of('AWS::::Account');
  }

  /** Every resource of the type that was read, one per ARN (the owner's copy first); no claim that these are all. */
  of<Type extends ResourceType>(type: Type): readonly ResourceOf<Type>[] {
    return this.derive(`of ${type}`, () => oncePerArn(this.#read(type)));
  }

  /** All resources of a type within the scope, shadows of other accounts' included, or the listing that is missing. */
  all<Type extends ResourceType>(type: Type, scope: Scope = {}): Reading<readonly ResourceOf<Type>[]> {
    const key = `all ${type} ${scope.account ?? ''} ${scope.region ?? ''}`;
    return this.derive(key, () => {
      const gap = this.gaps(type, scope)[0];
      if (gap) return gap;
      return read(this.#read(type).filter((each) => within(each, scope)));
    });
  }

  /** What is missing before "all" of a type within the scope could be known; empty when nothing is. */
  gaps(type: ResourceType, scope: Scope = {}): readonly Unread[] {
    const { notEntered } = this.snapshot.header;
    const accounts =
      scope.account === undefined
        ? [...this.accounts, ...notEntered].map((each) => each.account)
        : [scope.account];
    return accounts.flatMap((account) => this.#accountGaps(type, account, scope.region));
  }

  /** Listings of a type in an account that were tried and failed: resources may exist that nobody judged. */
  incompleteListings(type: ResourceType, account: string): readonly (Listing & { readonly gap: Unread })[] {
    const listings = this.#listings.get(`${type} ${account}`) ?? [];
    return listings.filter((each): each is Listing & { readonly gap: Unread } => each.gap !== null);
  }

  /** The only resource of its type in an account (and region), such as the password policy. */
  one<Type extends ResourceType>(
    type: Type,
    account: string,
    region: string = GLOBAL_REGION,
  ): Reading<ResourceOf<Type>> {
    const all = this.all(type, { account, region });
    if (all.status === 'unread') return all;
    return all.value[0]
      ? read(all.value[0])
      : unread(type, `NotCollected: ${type} of ${account} in ${region} is not in the snapshot`);
  }

  /** Null: it does not exist. Unread: its account, region or listing was not read. */
  byArn<Type extends ResourceType>(type: Type, arn: string): Reading<ResourceOf<Type> | null> {
    const found = this.grouped(type, 'arn').get(arn)?.[0];
    if (found) return read(found);
    const { account, region } = parseArn(arn) ?? {};
    const gap = this.gaps(type, { ...(account ? { account } : {}), ...(region ? { region } : {}) })[0];
    return gap ?? read(null);
  }

  /** As `byArn`, by AWS's identifier; the owner's copy where it is within the scope, else what others see of it. */
  byId<Type extends ResourceType>(type: Type, id: string, scope: Scope): Reading<ResourceOf<Type> | null> {
    const isWithin = (each: Resource): boolean => within(each, scope);
    const found =
      this.grouped(type, 'id').get(id)?.find(isWithin) ?? this.#copies(type).get(id)?.find(isWithin);
    if (found) return read(found);
    return this.gaps(type, scope)[0] ?? read(null);
  }

  /** Bucket names are unique in a partition. Null: in none of the accounts that were read. */
  bucketNamed(name: string): Reading<Bucket | null> {
    return this.byId('AWS::S3::Bucket', name, {});
  }

  /** The reading of a bucket that `bucketNamed` did not find: it is somebody's whose account was not read. */
  bucketOutside(name: string): Unread {
    return unread(
      's3:ListBuckets',
      `AccountNotRead: bucket ${name} is in none of the accounts that were read`,
    );
  }

  /** Resources of a type by one of their text fields, indexed once. */
  grouped<Type extends ResourceType>(
    type: Type,
    field: 'arn' | 'id' | 'account',
  ): ReadonlyMap<string, readonly ResourceOf<Type>[]> {
    return this.derive(`grouped ${type} ${field}`, () => {
      const groups = new Map<string, ResourceOf<Type>[]>();
      for (const resource of this.of(type)) push(groups, resource[field], resource);
      return groups;
    });
  }

  /** Computes something about the whole inventory once: `inventory.derive(groupUsage, () => groupUsage(inventory))`. */
  derive<T>(key: unknown, compute: () => T): T {
    if (!this.#derived.has(key)) this.#derived.set(key, compute());
    return this.#derived.get(key) as T; // INVARIANT: a key always belongs to the one computation that fills it
  }

  #copies<Type extends ResourceType>(type: Type): ReadonlyMap<string, readonly ResourceOf<Type>[]> {
    return this.derive(`copies ${type}`, () => Map.groupBy(this.#read(type), (each) => each.id));
  }

  #read<Type extends ResourceType>(type: Type): readonly ResourceOf<Type>[] {
    return (this.#byType.get(type) ?? []) as unknown as readonly ResourceOf<Type>[]; // filled by `type` above
  }

  #accountGaps(type: ResourceType, account: string, region: string | undefined): readonly Unread[] {
    const coverage = this.snapshot.header.accounts.find((each) => each.account === account);
    if (!coverage) return [this.#notRead(account)];
    const listings = this.#listings.get(`${type} ${account}`) ?? [];
    const inScope = listings.filter((each) => region === undefined || each.region === region);
    const gaps = inScope.flatMap((each) => (each.gap ? [each.gap] : []));
    const isGlobal = listings.some((each) => each.region === GLOBAL_REGION);
    const skipped = isGlobal
      ? []
      : coverage.skippedRegions.filter((each) => region === undefined || each.region === region);
    const missing = skipped.map((each) =>
      unread(type, `RegionSkipped: ${each.region} of ${account} was not read: ${each.why}`),
    );
    if (inScope.length === 0 && missing.length === 0) {
      return [
        unread(
          type,
          `NotCollected: ${type} of ${account}${region ? ` in ${region}` : ''} is not in the snapshot`,
        ),
      ];
    }
    return [...gaps, ...missing];
  }

  /** Nobody asked for the account, or it could not be entered. */
  #notRead(account: string): Unread {
    const refused = this.snapshot.header.notEntered.find((each) => each.account === account);
    if (refused) return unread('sts:AssumeRole', refused.why);
    return accountNotRead(account);
  }
}

function within(resource: Resource, scope: Scope): boolean {
  return (
    (scope.account === undefined || resource.account === scope.account) &&
    (scope.region === undefined || resource.region === scope.region)
  );
}

/** What several accounts see (a shared subnet, an organisation's trail) once; AWS's own policies once an account. */
function oncePerArn<R extends Resource>(resources: readonly R[]): readonly R[] {
  const accounts = new Set(resources.map((each) => each.account));
  if (accounts.size < 2) return resources;
  const byArn = new Map<string, R>();
  for (const resource of resources) {
    const owner = parseArn(resource.arn)?.account ?? '';
    const key = /^\d{12}$/.test(owner) ? resource.arn : `${resource.account} ${resource.arn}`;
    if (owner === resource.account || !byArn.has(key)) byArn.set(key, resource);
  }
  return [...byArn.values()];
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
