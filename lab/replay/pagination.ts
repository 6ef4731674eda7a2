import { createHash } from 'node:crypto';
import type { LazyItems, Listing } from './organisation.ts';
import { assumedPageSize, pageSizes } from './page-sizes.ts';
import type { Operation } from './service-model.ts';
import { isMembers, kindOf, type Members, membersOf, type Shape, traitsOf } from './shape.ts';

/** How an operation pages. */
export type Pagination = {
  readonly inputToken: string;
  /** Path in the output: CloudFront nests it as DistributionList.NextMarker. */
  readonly outputToken: readonly string[];
  readonly limit?: string;
  /** The lists whose items fill pages, in order; more than one as in GetAccountAuthorizationDetails. */
  readonly lists: readonly (readonly string[])[];
  /** `IsTruncated` and its like, beside the token. */
  readonly truncated?: string;
  /** Items per page when the request names no number, which is also the most it may ask for. */
  readonly pageSize: number;
};

// Names of tokens and limits, over all services; the first pair that both shapes have is the operation's.
const tokenPairs: readonly (readonly [input: string, output: string])[] = [
  ['NextToken', 'NextToken'],
  ['nextToken', 'nextToken'],
  ['nextToken', 'nextForwardToken'],
  ['Marker', 'NextMarker'],
  ['Marker', 'Marker'],
  ['ContinuationToken', 'NextContinuationToken'],
  ['ContinuationToken', 'ContinuationToken'],
  ['ExclusiveStartTableName', 'LastEvaluatedTableName'],
  ['PartNumberMarker', 'NextPartNumberMarker'],
];

const limitNames = [
  'MaxResults',
  'maxResults',
  'MaxItems',
  'maxItems',
  'MaxRecords',
  'Limit',
  'limit',
  'PageSize',
  'MaxKeys',
  'MaxBuckets',
  'MaxDirectoryBuckets',
  'MaxAnnotationResults',
  'MaxParts',
  'MaxDatapoints',
  'NumberOfLines',
];

const names = (shape: Shape): ReadonlySet<string> => new Set(membersOf(shape).map(([name]) => name));

/** The structures that may hold the page: the output itself, or its one payload. */
function pageHolders(output: Shape): readonly (readonly [readonly string[], Shape])[] {
  const nested = membersOf(output).filter(([, member]) => kindOf(member) === 'structure');
  return [[[], output], ...nested.map(([name, member]): [string[], Shape] => [[name], member])];
}

const plans = new WeakMap<Operation, { readonly plan: Pagination | undefined }>();

/** How an operation pages, derived from its shapes; undefined when it does not. */
export function paginationOf(operation: Operation): Pagination | undefined {
  const known = plans.get(operation) ?? { plan: derivePagination(operation) };
  plans.set(operation, known);
  return known.plan;
}

function derivePagination(operation: Operation): Pagination | undefined {
  const inputNames = names(operation.input);
  for (const [path, holder] of pageHolders(operation.output)) {
    const holderNames = names(holder);
    const pair = tokenPairs.find(([input, output]) => inputNames.has(input) && holderNames.has(output));
    if (pair === undefined) continue;
    const limit = limitNames.find((name) => inputNames.has(name));
    const truncated = ['IsTruncated', 'Truncated'].find((name) => holderNames.has(name));
    return {
      inputToken: pair[0],
      outputToken: [...path, pair[1]],
      lists: listsIn(holder).map((name) => path.concat(name)),
      pageSize: pageSizes[`${operation.service}:${operation.name}`] ?? assumedPageSize(operation.service),
      ...(limit === undefined ? {} : { limit }),
      ...(truncated === undefined ? {} : { truncated }),
    };
  }
  return undefined;
}

const listsIn = (shape: Shape): string[] =>
  membersOf(shape)
    .filter(([, member]) => kindOf(member) === 'list' && traitsOf(member).httpHeader === undefined)
    .map(([name]) => name);

/** The lists of an output, paged or not: at its top, or one below (CloudFront's `DistributionList.Items`). */
export function listPathsOf(operation: Operation): readonly (readonly string[])[] {
  const plan = paginationOf(operation);
  if (plan !== undefined) return plan.lists;
  return listsIn(operation.output).map((name) => [name]);
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const name of path) found = isMembers(found) ? found[name] : undefined;
  return found;
}

/** A copy of `value` with one member set; undefined removes it. */
export function withValueAt(value: Members, path: readonly string[], member: unknown): Members {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const { [name]: before, ...others } = value;
  if (rest.length > 0)
    return { ...value, [name]: withValueAt(isMembers(before) ? before : {}, rest, member) };
  return member === undefined ? others : { ...value, [name]: member };
}

const emptyItems: LazyItems = { length: 0, slice: () => [] };

const arrayItems = (items: readonly unknown[]): LazyItems => ({
  length: items.length,
  slice: (start, end) => items.slice(start, end),
});

function itemsOf(path: readonly string[], output: Members, listings: readonly Listing[]): LazyItems {
  const listing = listings.find((each) => each.path.join('.') === path.join('.'));
  if (listing !== undefined) return listing.items;
  const value = valueAt(output, path);
  return Array.isArray(value) ? arrayItems(value) : emptyItems;
}

export type PageRequest = { readonly offset: number; readonly limit?: number };

/** Cuts the page at `offset` out of a whole answer and sets the tokens; `sign` makes the opaque token. */
export function cutPage(
  plan: Pagination,
  output: Members,
  listings: readonly Listing[],
  request: PageRequest,
  sign: (offset: number) => string,
): Members {
  const size = Math.max(1, Math.min(request.limit ?? plan.pageSize, plan.pageSize));
  const end = request.offset + size;
  let page = output;
  let before = 0;
  for (const path of plan.lists) {
    const items = itemsOf(path, output, listings);
    const taken = items.slice(
      clamp(request.offset - before, items.length),
      clamp(end - before, items.length),
    );
    if (taken.length > 0 || valueAt(output, path) !== undefined) page = withItems(page, path, taken);
    before += items.length;
  }
  return withTokens(plan, page, before > end ? sign(end) : undefined);
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

/** CloudFront counts a page's items beside them. */
function withItems(output: Members, path: readonly string[], items: readonly unknown[]): Members {
  const counter = [...path.slice(0, -1), 'Quantity'];
  const counted =
    valueAt(output, counter) === undefined ? output : withValueAt(output, counter, items.length);
  return withValueAt(counted, path, items);
}

function withTokens(plan: Pagination, page: Members, token: string | undefined): Members {
  const tokened = token === undefined ? page : withValueAt(page, plan.outputToken, token);
  if (plan.truncated === undefined) return tokened;
  const path = [...plan.outputToken.slice(0, -1), plan.truncated];
  const known = valueAt(page, path) !== undefined;
  return token !== undefined || known ? withValueAt(tokened, path, token !== undefined) : tokened;
}

/** Puts lazily held lists back whole, for operations that do not page. */
export function withListings(output: Members, listings: readonly Listing[]): Members {
  let whole = output;
  for (const { path, items } of listings) whole = withItems(whole, path, items.slice(0, items.length));
  return whole;
}

// A token says where to go on and carries a hash of its call: the token of another call is refused.
const mark = (callKey: string): string => createHash('sha256').update(callKey).digest('hex').slice(0, 16);

export function signToken(callKey: string, offset: number): string {
  return Buffer.from(`${mark(callKey)}.${offset}`).toString('base64url');
}

/** The offset a token of ours stands for; undefined for anybody else's. */
export function readToken(callKey: string, token: string): number | undefined {
  const [hash, offset] = Buffer.from(token, 'base64url').toString('latin1').split('.');
  return hash === mark(callKey) && offset !== undefined && /^\d+$/.test(offset) ? Number(offset) : undefined;
}
