import type { LifecycleRule } from '../model/resources/s3.ts';

export interface LifecycleQuestion {
  /** The objects asked about: those whose key begins so. They carry no tags. */
  readonly prefix: string;
  /** Versioning is enabled: expiration hides an object, and only the noncurrent rules delete it. */
  readonly versioned: boolean;
  /** AWS's `TransitionDefaultMinimumObjectSize`; null: its default, `all_storage_classes_128K`. */
  readonly transitionDefaultMinimumObjectSize: string | null;
  /** Days for which Object Lock's default retention forbids deletion; 0: none. */
  readonly lockedDays: number;
  /** ISO 8601: date-based transitions are counted from here. */
  readonly asOf: string;
}

export interface StorageStage {
  readonly storageClass: string;
  /** Days after the object's creation. */
  readonly fromDay: number;
  /** Null: for ever. */
  readonly untilDay: number | null;
}

/** What the rules together do to one part of the objects asked about. */
export interface ObjectLifetime {
  /** The part: keys that begin so and that no other lifetime with a longer prefix covers … */
  readonly prefix: string;
  /** … of at least this size in bytes, up to the next lifetime's. */
  readonly minimumSize: number;
  /** Days until the object is hidden behind a delete marker; null: never, or not versioned. */
  readonly noncurrentOnDay: number | null;
  /** Days until it is permanently deleted; null: never. */
  readonly deletedOnDay: number | null;
  /** The date from which a rule deletes every object at once, whatever its age; null: none does. */
  readonly deletedFromDate: string | null;
  readonly stages: readonly StorageStage[];
}

/**
 * All rules of a bucket combined: filters, sizes, overlapping actions, noncurrent versions, minimum sizes and locks.
 * The objects are divided where a rule divides them, by prefix and size; each part has one answer.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html
 */
export function objectLifetimes(
  rules: readonly LifecycleRule[],
  question: LifecycleQuestion,
): readonly ObjectLifetime[] {
  const enabled = rules.filter((rule) => rule.status === 'Enabled' && hasNoTags(rule));
  return partsByPrefix(enabled, question.prefix).flatMap((prefix) => {
    const matching = enabled.filter((rule) => prefix.startsWith(rule.filter.prefix));
    const lifetimes = partsBySize(matching).map((size) => lifetimeOf(matching, prefix, size, question));
    return lifetimes.filter((each, index) => !sameLife(each, lifetimes[index - 1]));
  });
}

function hasNoTags(rule: LifecycleRule): boolean {
  return Object.keys(rule.filter.tags).length === 0;
}

/** The prefix itself, and every longer one for which a rule says something of its own. */
function partsByPrefix(rules: readonly LifecycleRule[], prefix: string): readonly string[] {
  const longer = rules.map((rule) => rule.filter.prefix).filter((each) => each.startsWith(prefix));
  return [...new Set([prefix, ...longer])].sort();
}

const SMALL = 128 * 1024;

/** The least size of every part: 1 (log files are never empty), where filters begin and end, and AWS's 128 KB. */
function partsBySize(rules: readonly LifecycleRule[]): readonly number[] {
  const bounds = rules.flatMap(({ filter }) => [
    ...(filter.objectSizeGreaterThan === null ? [] : [filter.objectSizeGreaterThan + 1]),
    ...(filter.objectSizeLessThan === null ? [] : [filter.objectSizeLessThan]),
  ]);
  const sizes = new Set([1, SMALL, ...bounds]);
  return [...sizes].filter((size) => size >= 1).sort((a, b) => a - b);
}

function admitsSize({ filter }: LifecycleRule, size: number): boolean {
  return (
    (filter.objectSizeGreaterThan === null || size > filter.objectSizeGreaterThan) &&
    (filter.objectSizeLessThan === null || size < filter.objectSizeLessThan)
  );
}

function lifetimeOf(
  rules: readonly LifecycleRule[],
  prefix: string,
  minimumSize: number,
  question: LifecycleQuestion,
): ObjectLifetime {
  const matching = rules.filter((rule) => admitsSize(rule, minimumSize));
  const expired = expiryOf(matching);
  const noncurrentOnDay = question.versioned ? (expired?.day ?? null) : null;
  const deletedOnDay = question.versioned
    ? deletionOf(matching, noncurrentOnDay, question.lockedDays)
    : (expired?.day ?? null);
  const moves = [
    ...currentMoves(matching, minimumSize, question).filter(
      ({ day }) => expired === null || day < expired.day || (question.versioned && day === expired.day),
    ),
    ...(noncurrentOnDay === null ? [] : noncurrentMoves(matching, minimumSize, noncurrentOnDay, question)),
  ].filter(({ day }) => deletedOnDay === null || day < deletedOnDay);
  return {
    prefix,
    minimumSize,
    noncurrentOnDay,
    deletedOnDay,
    deletedFromDate: expired?.date ?? null,
    stages: stagesOf(moves, deletedOnDay),
  };
}

/**
 * The shortest expiration wins. One by date acts on the date and on every day after it: from then on no object
 * lives a whole day, so its days are 0.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
function expiryOf(
  rules: readonly LifecycleRule[],
): { readonly day: number; readonly date: string | null } | null {
  const dates = rules.flatMap((rule) => rule.expiration?.date ?? []).sort();
  if (dates[0] !== undefined) return { day: 0, date: dates[0] };
  const days = rules.flatMap((rule) => rule.expiration?.days ?? []);
  return days.length === 0 ? null : { day: Math.min(...days), date: null };
}

/** A rule that keeps the newest noncurrent versions never deletes the only one that a log file leaves. */
function deletionOf(
  rules: readonly LifecycleRule[],
  noncurrentOnDay: number | null,
  lockedDays: number,
): number | null {
  if (noncurrentOnDay === null) return null;
  const days = rules.flatMap(({ noncurrentVersionExpiration: rule }) =>
    rule && !rule.newerNoncurrentVersions ? [rule.noncurrentDays] : [],
  );
  return days.length === 0 ? null : Math.max(noncurrentOnDay + Math.min(...days), lockedDays);
}

interface Move {
  readonly day: number;
  readonly storageClass: string;
}

const DAY_MS = 86_400_000;

function currentMoves(rules: readonly LifecycleRule[], size: number, question: LifecycleQuestion): Move[] {
  return rules.flatMap((rule) =>
    rule.transitions
      .filter(({ storageClass }) => isMoved(rule, size, storageClass, question))
      .map(({ days, date, storageClass }) => ({ day: days ?? daysUntil(date, question.asOf), storageClass })),
  );
}

function daysUntil(date: string | undefined, asOf: string): number {
  if (date === undefined) return 0;
  return Math.max(0, Math.ceil((Date.parse(date) - Date.parse(asOf)) / DAY_MS));
}

function noncurrentMoves(
  rules: readonly LifecycleRule[],
  size: number,
  noncurrentOnDay: number,
  question: LifecycleQuestion,
): Move[] {
  return rules.flatMap((rule) =>
    rule.noncurrentVersionTransitions
      .filter(({ newerNoncurrentVersions }) => !newerNoncurrentVersions)
      .filter(({ storageClass }) => isMoved(rule, size, storageClass, question))
      .map(({ noncurrentDays, storageClass }) => ({ day: noncurrentOnDay + noncurrentDays, storageClass })),
  );
}

/**
 * Objects below 128 KB stay where they are unless the rule itself filters by size, or the configuration still has
 * the older default, which spares the two deep classes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
function isMoved(
  rule: LifecycleRule,
  size: number,
  storageClass: string,
  question: LifecycleQuestion,
): boolean {
  const { objectSizeGreaterThan, objectSizeLessThan } = rule.filter;
  if (size >= SMALL || objectSizeGreaterThan !== null || objectSizeLessThan !== null) return true;
  const varies = question.transitionDefaultMinimumObjectSize === 'varies_by_storage_class';
  return varies && (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE');
}

/** Of moves on one day the first here is made: the cheapest, Intelligent-Tiering before all but the deep ones. */
const PREFERENCE = [
  'DEEP_ARCHIVE',
  'GLACIER',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'ONEZONE_IA',
  'STANDARD_IA',
];

const DEEP = ['GLACIER', 'DEEP_ARCHIVE'];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  STANDARD: PREFERENCE,
  STANDARD_IA: ['INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', ...DEEP],
  INTELLIGENT_TIERING: ['ONEZONE_IA', 'GLACIER_IR', ...DEEP],
  ONEZONE_IA: DEEP,
  GLACIER_IR: DEEP,
  GLACIER: ['DEEP_ARCHIVE'],
};

/** Objects begin in STANDARD, as CloudTrail and S3's own logs are written. */
function stagesOf(moves: readonly Move[], untilDay: number | null): readonly StorageStage[] {
  const taken: Move[] = [{ day: 0, storageClass: 'STANDARD' }];
  for (const move of [...moves].sort(byDayAndPreference)) {
    const from = taken.at(-1)?.storageClass ?? 'STANDARD';
    if (NEXT[from]?.includes(move.storageClass)) taken.push(move);
  }
  return taken
    .map(({ day, storageClass }, index) => {
      const next = taken[index + 1];
      return { storageClass, fromDay: day, untilDay: next ? next.day : untilDay };
    })
    .filter(({ fromDay, untilDay: until }, index) => index === taken.length - 1 || fromDay !== until);
}

function byDayAndPreference(a: Move, b: Move): number {
  return a.day - b.day || PREFERENCE.indexOf(a.storageClass) - PREFERENCE.indexOf(b.storageClass);
}

function sameLife(a: ObjectLifetime, b: ObjectLifetime | undefined): boolean {
  return (
    b !== undefined && JSON.stringify({ ...a, minimumSize: 0 }) === JSON.stringify({ ...b, minimumSize: 0 })
  );
}
