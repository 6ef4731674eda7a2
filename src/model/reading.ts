/**
 * The keystone: whatever needs its own API call is a `Reading`, so that a check cannot take a denied call
 * for "false" or "none": it does not compile.
 */
export type Reading<T> = Read<T> | Unread;

export interface Read<T> {
  readonly status: 'read';
  readonly value: T;
}

export interface Unread {
  readonly status: 'unread';
  /** IAM service prefix and API operation, `s3:GetBucketPolicy`. */
  readonly call: string;
  /** AWS's error code and message, or why the call was never made; starts with the code: `AccessDenied: …`. */
  readonly why: string;
}

export function read<T>(value: T): Read<T> {
  return { status: 'read', value };
}

export function unread(call: string, why: string): Unread {
  return { status: 'unread', call, why };
}

export function mapReading<T, U>(reading: Reading<T>, map: (value: T) => U): Reading<U> {
  return reading.status === 'read' ? read(map(reading.value)) : reading;
}

/** Chains a reading that depends on another: `thenReading(bucket, (found) => found.policy)`. */
export function thenReading<T, U>(reading: Reading<T>, next: (value: T) => Reading<U>): Reading<U> {
  return reading.status === 'read' ? next(reading.value) : reading;
}

type Values<R extends readonly Reading<unknown>[]> = {
  [I in keyof R]: R[I] extends Reading<infer T> ? T : never;
};

/** All values, or the first reading that is unread. Use `unreadAmong` to name every missing call. */
export function allRead<const R extends readonly Reading<unknown>[]>(readings: R): Reading<Values<R>> {
  const values: unknown[] = [];
  for (const reading of readings) {
    if (reading.status === 'unread') return reading;
    values.push(reading.value);
  }
  return read(values as Values<R>); // the loop above put one value in the place of each reading
}

export function unreadAmong(readings: readonly Reading<unknown>[]): readonly Unread[] {
  return readings.filter((reading): reading is Unread => reading.status === 'unread');
}

/** What is said several times, said once. */
export function eachOnce(all: readonly Unread[]): readonly Unread[] {
  if (all.length < 2) return all;
  return [...new Map(all.map((each) => [`${each.call} ${each.why}`, each])).values()];
}
