import type { WhoCan } from '../iam/answers/who-can-answer.ts';
import type { AllowedRequest } from '../iam/index.ts';
import { parseArn } from '../model/arn.ts';
import { type Unread, unread, unreadAmong } from '../model/reading.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { exposureOf } from './bucket-exposure.ts';
import type { Inventory } from './inventory.ts';
import { notProved } from './not-known.ts';
import { ownAccounts } from './own-accounts.ts';
import { resourceGuards } from './resource-guards.ts';
import { trailPrefix } from './trail-bucket.ts';
import { trailKey } from './trail-key.ts';
import { whoCanOutside } from './who-can.ts';

/** Somebody outside the accounts that were read whom the bucket lets read a trail's files. */
export interface OutsideReader {
  /** An ARN: of an account its root's; `*`: anybody. */
  readonly arn: string;
  /** For sentences: `account 999900001111`. */
  readonly name: string;
  readonly allowed: AllowedRequest;
  /** Why it may be held off, or be of the organisation after all; empty: neither is so. */
  readonly doubts: readonly Unread[];
}

export interface OutsideReaders {
  readonly found: readonly OutsideReader[];
  readonly missing: readonly Unread[];
}

/** Services aside. That anybody reads is told where nothing of the bucket stops it. */
export function outsideReaders(inventory: Inventory, bucket: Bucket, trail: Trail): OutsideReaders {
  const files = `${bucket.arn}/${trailPrefix(trail)}*`;
  const { outsiders, notKnown } = whoCanOutside(inventory, 's3:GetObject', files);
  const own = ownAccounts(inventory, bucket.account);
  const { missing: guard } = resourceGuards(inventory, bucket.account);
  const unlisted = [...unreadAmong([own.complete]), ...(guard ? [guard] : [])];
  const public_ = outsiders.some(({ kind }) => kind === 'anyone')
    ? exposureOf(inventory, bucket, 'read')
    : null;
  const decrypts = decryption(inventory, trail);
  const found = outsiders.flatMap((each): readonly OutsideReader[] => {
    if (each.kind === 'service' || (each.account !== null && own.known.has(each.account))) return [];
    const shut = decrypts(each);
    if (shut === null) return [];
    if (each.kind === 'anyone')
      return public_?.answer === 'open' ? [{ ...toReader(each), doubts: shut }] : [];
    const { account } = each;
    const entered = account === null ? undefined : own.notEntered.get(account);
    const doubts = [...(entered ? [entered] : []), ...unlisted, ...conditional(each), ...shut];
    return [{ ...toReader(each), doubts }];
  });
  const [way] = public_?.ways ?? [];
  return {
    found,
    missing: [
      ...notKnown.map(({ why }) => notProved(why)),
      ...(public_?.answer === 'unknown' ? [...public_.missing, ...(way?.doubts ?? [])] : []),
    ],
  };
}

/** Whether an outsider may decrypt the files too; null: not; with what was not read and could tell otherwise. */
function decryption(inventory: Inventory, { kmsKeyId }: Trail): (who: WhoCan) => readonly Unread[] | null {
  const key = kmsKeyId === null ? null : trailKey(inventory, kmsKeyId);
  if (key === null) return () => [];
  if (key.status === 'unread') return () => [key];
  const { value } = key;
  if (value === null) return () => [];
  const { outsiders, notKnown } = whoCanOutside(inventory, 'kms:Decrypt', value.arn);
  const unsure = [...unreadAmong([value.policy, value.grants]), ...notKnown.map(({ why }) => notProved(why))];
  return (who) => {
    const theirs = outsiders.filter(
      ({ kind, principal, account }) =>
        kind === 'anyone' || principal === who.principal || (account !== null && account === who.account),
    );
    if (theirs.length > 0)
      return theirs.some(({ needs }) => needs.length === 0) ? [] : conditional(theirs[0]);
    return unsure.length > 0 ? unsure : null;
  };
}

function toReader({ kind, principal, account, request, determining }: WhoCan): Omit<OutsideReader, 'doubts'> {
  const partition = parseArn(principal)?.partition ?? 'aws';
  const arn = kind === 'account' ? `arn:${partition}:iam::${account}:root` : principal;
  const name = kind === 'anyone' ? 'anybody' : kind === 'account' ? `account ${account}` : principal;
  return { arn, name, allowed: { request, determining } };
}

/** The account may not be able to do what the policy asks for. */
function conditional(who: WhoCan | undefined): readonly Unread[] {
  return !who || who.needs.length === 0
    ? []
    : [unread('s3:GetBucketPolicy', 'NotEvaluated: it lets the account read under conditions only')];
}
