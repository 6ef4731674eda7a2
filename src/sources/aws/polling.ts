import { type Reading, read, unread } from '../../model/reading.ts';

/** Seconds; AWS's report jobs take a few, so the waits grow quickly and end after about a minute. */
const WAITS = [1, 1, 2, 2, 3, 3, 5, 5, 5, 10, 10, 15];

/** Asks again until an answer is other than null, which says "not ready". A cancelled scan ends it at the next call. */
export async function untilReady<T>(
  call: string,
  ask: () => Promise<Reading<T | null>>,
): Promise<Reading<T>> {
  for (const seconds of WAITS) {
    const answer = await ask();
    if (answer.status === 'unread') return answer;
    if (answer.value !== null) return read(answer.value);
    await pause(seconds);
  }
  const total = WAITS.reduce((sum, each) => sum + each, 0);
  return unread(call, `NotReady: AWS had not finished the report after ${total} seconds`);
}

export function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
