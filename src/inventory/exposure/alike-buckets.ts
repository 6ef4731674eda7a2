import type { ResourceExposure } from '../../iam/answers/exposure-answer.ts';
import { renamedBucket } from '../../iam/exposure/renamed-bucket.ts';
import { parseArn } from '../../model/arn.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { accountGuards, bucketGuards } from '../bucket-exposure.ts';
import { endpointPaths } from '../endpoint-paths.ts';
import type { Inventory } from '../inventory.ts';
import { ownAccounts } from '../own-accounts.ts';
import { policyOf } from '../policy-of.ts';
import { distributionsBefore } from './distributions-before.ts';

interface Told {
  readonly bucket: Bucket;
  /** As JSON has it. */
  readonly answer: unknown;
}

/** Buckets that differ by their names and accounts alone are asked about once; answers are data that JSON can hold. */
export class AlikeBuckets {
  readonly #inventory: Inventory;
  readonly #told = new Map<string, Told>();
  readonly #surroundings = new Map<string, number>();
  readonly #ofAccounts = new Map<string, number>();
  #last: { readonly bucket: Bucket; readonly plain: Bucket | null } | null = null;

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  /** Of all that is set of a bucket. */
  answer(bucket: Bucket, ask: () => ResourceExposure): ResourceExposure {
    const { acl, region } = bucket;
    const isServed = distributionsBefore(this.#inventory, bucket.id).length > 0 || mayBeWebsite(bucket);
    const plain = isServed ? null : this.#plain(bucket);
    if (!plain) return ask();
    const grants =
      acl.status === 'read' ? JSON.stringify(acl.value.grants).replaceAll(acl.value.ownerId, '') : acl;
    const { objectAclSample, objectOwnership, publicAccessBlock } = plain;
    const settings = [objectAclSample, objectOwnership, publicAccessBlock, grants];
    return { ...this.#once(bucket, plain, settings, ask), region };
  }

  /** Of its policy and its organization's alone. `question`: what tells it from others about the policy. */
  answerOfPolicy<T>(bucket: Bucket, question: string, ask: () => T): T {
    const plain = this.#plain(bucket);
    return plain ? this.#once(bucket, plain, question, ask) : ask();
  }

  #once<T>(bucket: Bucket, plain: Bucket, about: unknown, ask: () => T): T {
    const { accessPoints } = bucketGuards(this.#inventory, bucket);
    const around = this.#surroundingsOf(bucket.account);
    const key = JSON.stringify([around, accessPoints.unlisted, plain.policy, about]);
    const told = this.#told.get(key);
    if (told) return retold(told, bucket) as T; // what was asked and told under the same key
    const answer = ask();
    this.#told.set(key, { bucket, answer });
    return answer;
  }

  /** Null: something else may tell it from others. */
  #plain(bucket: Bucket): Bucket | null {
    if (this.#last?.bucket === bucket) return this.#last.plain;
    const plain = tellsEndpoints(this.#inventory, bucket)
      ? null
      : renamedBucket(bucket, bucketGuards(this.#inventory, bucket));
    this.#last = { bucket, plain };
    return plain;
  }

  /** What an account and its organization say of all its buckets: a number that equal ones have in common. */
  #surroundingsOf(account: string): number {
    const known = this.#ofAccounts.get(account);
    if (known !== undefined) return known;
    const own = ownAccounts(this.#inventory, account);
    const text = JSON.stringify([
      [...own.known].toSorted(),
      [...own.notEntered],
      own.organization,
      own.complete,
      accountGuards(this.#inventory, account),
    ]);
    const number = this.#surroundings.get(text) ?? this.#surroundings.size;
    this.#surroundings.set(text, number);
    this.#ofAccounts.set(account, number);
    return number;
  }
}

/** Its name and region are in the address of its website. */
function mayBeWebsite({ website }: Bucket): boolean {
  return website.status === 'unread' || website.value !== null;
}

/** A VPC endpoint that was read: its policy may tell buckets apart. */
function tellsEndpoints(inventory: Inventory, { arn, account, policy }: Bucket): boolean {
  const text = policy.status === 'read' ? (policy.value ?? '') : '';
  if (!MAY_TELL_ENDPOINTS.test(text)) return false;
  const document = policyOf(inventory, text, 's3:GetBucketPolicy');
  if (document.status === 'unread') return false;
  const asked = { documents: [document.value], account, service: parseArn(arn)?.service ?? '' };
  return (endpointPaths(inventory, asked)?.known.length ?? 0) > 0;
}

/** Or a letter of it is escaped. */
const MAY_TELL_ENDPOINTS = /:(?:SourceVpc|Vpce)|\\/i;

/** With the other's names in the place of those of the first. */
function retold({ bucket, answer }: Told, { arn, account }: Bucket): unknown {
  const text = JSON.stringify(answer).replaceAll(bucket.arn, arn).replaceAll(bucket.account, account);
  return JSON.parse(text);
}

/** Made once an inventory, for those accounts that are trusted. */
export function alikeBuckets(inventory: Inventory, trusted: readonly string[]): AlikeBuckets {
  return inventory.derive(`alike buckets ${trusted.join(' ')}`, () => new AlikeBuckets(inventory));
}
