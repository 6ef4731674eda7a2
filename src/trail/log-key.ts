/** What the name of a file says of it. */
export interface LogKey {
  readonly kind: 'log' | 'digest' | 'insight' | 'foreign';
  readonly account: string | null;
  readonly region: string | null;
  /** `2026-11-27`, of delivery. */
  readonly date: string | null;
}

/**
 * Organisation trails have their organisation's id in the path, too. Copies often keep the names alone.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export function logKey(uri: string): LogKey {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  if (!READABLE.test(name)) return { kind: 'foreign', account: null, region: null, date: null };
  const { account = null, folder, region = null, y, m, d } = LAYOUT.exec(uri)?.groups ?? {};
  if (folder !== undefined)
    return { kind: KINDS[folder] ?? 'foreign', account, region, date: `${y}-${m}-${d}` };
  const named = NAME.exec(name)?.groups;
  if (!named) return { kind: 'log', account: null, region: null, date: null };
  const { Y, M, D } = named;
  return {
    kind: KINDS[named['folder'] ?? ''] ?? 'foreign',
    account: named['account'] ?? null,
    region: named['region'] ?? null,
    date: `${Y}-${M}-${D}`,
  };
}

const READABLE = /\.(json|gz)$/;
const LAYOUT =
  /\/(?<account>\d{12})\/(?<folder>CloudTrail(?:-[A-Za-z]+)?)\/(?<region>[a-z0-9-]+)\/(?<y>\d{4})\/(?<m>\d\d)\/(?<d>\d\d)\/[^/]*$/;
const NAME =
  /^(?<account>\d{12})_(?<folder>CloudTrail(?:-[A-Za-z]+)?)_(?:(?<region>[a-z0-9-]+)_).*?(?<Y>\d{4})(?<M>\d\d)(?<D>\d\d)T\d{4,6}Z/;

const KINDS: Readonly<Record<string, LogKey['kind']>> = {
  CloudTrail: 'log',
  'CloudTrail-Digest': 'digest',
  'CloudTrail-Insight': 'insight',
};

/** Files of one day and account lie together in this order, so that a batch makes few parts. */
export function byDay(a: { readonly uri: string }, b: { readonly uri: string }): number {
  const [left, right] = [orderOf(a.uri), orderOf(b.uri)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function orderOf(uri: string): string {
  const { date, account } = logKey(uri);
  return `${date ?? ''} ${account ?? ''} ${uri}`;
}
