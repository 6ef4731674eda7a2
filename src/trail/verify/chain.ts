import { logKey } from '../log-key.ts';
import type { Digest } from './digest.ts';

/** The digests of one trail, of one account and region: each names the one before it. */
export interface Chain {
  readonly account: string;
  readonly region: string;
  /** The name of the trail; empty: the digest's own name does not have it. */
  readonly trail: string;
  /** What all chains of the trail have in common: a trail of an organisation has some in each of its accounts. */
  readonly ofTrail: string;
}

/**
 * `111122223333_CloudTrail-Digest_eu-west-1_my_trail_us-east-1_20261119T100000Z.json.gz`: the region, the trail, its home.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export function chainOf({ account, key }: Pick<Digest, 'account' | 'key'>): Chain {
  const region = logKey(`/${key}`).region ?? '';
  const { trail = '', home = '' } = NAME.exec(key)?.groups ?? {};
  const owner = ORGANIZATION.exec(`/${key}`)?.[1] ?? account;
  return { account, region, trail, ofTrail: `${owner} ${home} ${trail}` };
}

const NAME = /_CloudTrail-Digest_[a-z0-9-]+?_(?<trail>.+)_(?<home>[a-z0-9-]+)_\d{8}T\d{6}Z[^/]*$/;
const ORGANIZATION = /\/(o-[a-z0-9]{10,32})\/\d{12}\/CloudTrail-Digest\//;

/** `111122223333 eu-west-1` */
export function placeOf({ account, region }: Pick<Chain, 'account' | 'region'>): string {
  return `${account} ${region}`;
}

/** Digests come every hour: where others are later by more, somebody took some away. */
export const DIGESTED_WITHIN_MS = 2 * 3_600_000;
