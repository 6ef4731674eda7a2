import type { Unread } from '../model/reading.ts';
import { unreadAmong } from '../model/reading.ts';
import type { Bucket, LifecycleRule } from '../model/resources/s3.ts';
import { type ObjectLifetime, objectLifetimes } from './lifecycle.ts';

export interface LogRetention {
  /** `for-ever`: some logs are never deleted and end in no archive class. */
  readonly answer: 'kept' | 'too-short' | 'for-ever';
  /** Days to deletion of the logs that live shortest; null: none are ever deleted. */
  readonly shortestDays: number | null;
  readonly lifetimes: readonly ObjectLifetime[];
}

export interface RetentionQuestion {
  readonly prefix: string;
  readonly minimumDays: number;
  readonly asOf: string;
}

const ARCHIVES = new Set(['GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE']);
/** Longer than any question: stands for a lock of a length that could not be read. */
const LONG = 36_500;

/**
 * How long a bucket keeps its logs, or the readings that the answer hangs on. Versioning and Object Lock matter only
 * where they change the answer. Lifecycle rules do not act on buckets with MFA delete: those keep everything, as
 * was meant.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html
 */
export function logRetention(bucket: Bucket, question: RetentionQuestion): LogRetention | readonly Unread[] {
  const { lifecycleRules, transitionDefaultMinimumObjectSize: minimumSize, versioning, objectLock } = bucket;
  const unread = unreadAmong([lifecycleRules, minimumSize, versioning, objectLock]);
  if (lifecycleRules.status === 'unread' || minimumSize.status === 'unread') return unread;
  const answers = versioningStates(versioning).flatMap((state) =>
    lockedDays(objectLock).map((locked) =>
      judge(lifecycleRules.value, question, minimumSize.value, state, locked),
    ),
  );
  const [first] = answers;
  return first && answers.every(({ answer }) => answer === first.answer) ? first : unread;
}

interface VersioningState {
  readonly versioned: boolean;
  readonly mfaDelete: boolean;
}

/** New objects of a bucket with suspended versioning have the null version: expiration deletes them at once. */
function versioningStates(versioning: Bucket['versioning']): readonly VersioningState[] {
  if (versioning.status === 'read') {
    const { status, mfaDelete } = versioning.value;
    return [{ versioned: status === 'Enabled', mfaDelete }];
  }
  return [
    { versioned: false, mfaDelete: false },
    { versioned: true, mfaDelete: false },
    { versioned: true, mfaDelete: true },
  ];
}

function lockedDays(lock: Bucket['objectLock']): readonly number[] {
  if (lock.status === 'unread') return [0, LONG];
  const retention = lock.value?.enabled ? lock.value.defaultRetention : null;
  return [retention?.days ?? (retention?.years ?? 0) * 365];
}

function judge(
  rules: readonly LifecycleRule[],
  { prefix, minimumDays, asOf }: RetentionQuestion,
  transitionDefaultMinimumObjectSize: string | null,
  { versioned, mfaDelete }: VersioningState,
  locked: number,
): LogRetention {
  const lifetimes = objectLifetimes(mfaDelete ? [] : rules, {
    prefix,
    versioned,
    transitionDefaultMinimumObjectSize,
    lockedDays: locked,
    asOf,
  });
  const days = lifetimes.flatMap(({ deletedOnDay }) => deletedOnDay ?? []);
  const shortestDays = days.length === 0 ? null : Math.min(...days);
  if (shortestDays !== null && shortestDays < minimumDays)
    return { answer: 'too-short', shortestDays, lifetimes };
  const forEver = !mfaDelete && lifetimes.some(isKeptUnarchived);
  return { answer: forEver ? 'for-ever' : 'kept', shortestDays, lifetimes };
}

function isKeptUnarchived({ deletedOnDay, stages }: ObjectLifetime): boolean {
  return deletedOnDay === null && !ARCHIVES.has(stages.at(-1)?.storageClass ?? '');
}
