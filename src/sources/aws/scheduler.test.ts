import { expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { type LaneKey, Scheduler } from './scheduler.ts';

const LANE: LaneKey = { id: 'lane', rate: 1000, burst: 1000 };

function scheduler(options: Partial<ConstructorParameters<typeof Scheduler>[0]> = {}): Scheduler {
  return new Scheduler({ signal: new AbortController().signal, backoffMs: 1, ...options });
}

const throttled = (): ApiError => new ApiError('ThrottlingException', 'slow down', 'throttled', 400);
const broken = (): ApiError => new ApiError('ECONNRESET', 'gone', 'transient');

test('repeats throttled and broken calls until they answer', async () => {
  const failures = [throttled(), broken(), throttled()];
  const answer = await scheduler().run(LANE, async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return 'answer';
  });
  expect(answer).toBe('answer');
});

test('does not repeat a denied call', async () => {
  let sent = 0;
  const denied = new ApiError('AccessDenied', 'no', 'denied', 403);
  const run = scheduler().run(LANE, async () => {
    sent++;
    throw denied;
  });
  await expect(run).rejects.toBe(denied);
  expect(sent).toBe(1);
});

test('gives up a call that never answers after its tries', async () => {
  let sent = 0;
  const run = scheduler({ transientAttempts: 4 }).run(LANE, async () => {
    sent++;
    throw broken();
  });
  await expect(run).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(sent).toBe(4);
});

test('passes a programming error on, unrepeated', async () => {
  const run = scheduler().run(LANE, async () => {
    throw new TypeError('bug');
  });
  await expect(run).rejects.toBeInstanceOf(TypeError);
});

test('keeps requests in flight within the bounds, over all lanes and in each', async () => {
  const flight = { all: 0, worst: 0, worstLane: 0, lanes: new Map<string, number>() };
  const bounded = scheduler({ concurrency: 7, laneConcurrency: 3 });
  const call = (id: string) => async (): Promise<void> => {
    flight.all++;
    flight.lanes.set(id, (flight.lanes.get(id) ?? 0) + 1);
    flight.worst = Math.max(flight.worst, flight.all);
    flight.worstLane = Math.max(flight.worstLane, flight.lanes.get(id) ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
    flight.all--;
    flight.lanes.set(id, (flight.lanes.get(id) ?? 0) - 1);
  };
  const ids = Array.from({ length: 200 }, (_, index) => `lane ${index % 5}`);
  await Promise.all(ids.map((id) => bounded.run({ ...LANE, id }, call(id))));
  expect(flight.worst).toBe(7);
  expect(flight.worstLane).toBeLessThanOrEqual(3);
  expect(bounded.progress).toMatchObject({ done: 200, waiting: 0, inFlight: 0 });
});

test('sends no faster than burst and rate allow', async () => {
  const started: number[] = [];
  const slow = scheduler();
  const begin = Date.now();
  const lane = { id: 'slow', rate: 100, burst: 5 };
  await Promise.all(
    Array.from({ length: 25 }, () => slow.run(lane, async () => void started.push(Date.now() - begin))),
  );
  // 5 at once, then 20 at 100 a second: the last cannot start before 190 ms have passed, however fast the machine.
  expect(Math.max(...started)).toBeGreaterThanOrEqual(190);
});

test('a stop rejects what waits, keeps what is done, and starts nothing more', async () => {
  const controller = new AbortController();
  const stopping = scheduler({ signal: controller.signal });
  const lane = { id: 'slow', rate: 1, burst: 1 };
  const done = stopping.run(lane, async () => 'first');
  const waiting = stopping.run(lane, async () => 'second');
  expect(await done).toBe('first');
  controller.abort(new Error('interrupted'));
  await expect(waiting).rejects.toMatchObject({ kind: 'cancelled', message: 'interrupted' });
  await expect(stopping.run(lane, async () => 'third')).rejects.toMatchObject({ kind: 'cancelled' });
});

test('counts the tries of each kind of failure by itself', async () => {
  const failures = [throttled(), throttled(), throttled(), broken(), throttled(), broken()];
  const answer = scheduler({ transientAttempts: 3, throttledAttempts: 6 }).run(LANE, async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return 'answer';
  });
  expect(await answer).toBe('answer');
});

test('gives up a lane that does not answer, and leaves the others', async () => {
  const calls = scheduler({ silenceMs: 20, backoffMs: 10, transientAttempts: 100 });
  const lost = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      calls.run({ ...LANE, id: 'a eu-west-1 shield' }, () => Promise.reject(broken())),
    ),
  );
  expect(lost.every((each) => each.status === 'rejected')).toBe(true);
  const late = calls.run({ ...LANE, id: 'a eu-west-1 shield' }, () => Promise.resolve('never sent'));
  await expect(late).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await calls.run({ ...LANE, id: 'a eu-west-1 s3' }, () => Promise.resolve('answer'))).toBe('answer');
});

test('tells when nobody answers, but not for one service that is out of reach', async () => {
  const heard: string[] = [];
  const calls = scheduler({
    silenceMs: 10,
    transientAttempts: 12,
    onSilence: (error) => void heard.push(error.code),
  });
  const down = (service: string): Promise<unknown>[] =>
    Array.from({ length: 8 }, () =>
      calls.run({ ...LANE, id: `a eu-west-1 ${service}` }, () => Promise.reject(broken())),
    );
  await Promise.allSettled(down('shield'));
  expect(heard).toEqual([]);
  await Promise.allSettled(['s3', 'ec2', 'iam'].flatMap(down));
  expect(heard[0]).toBe('ECONNRESET');
});

test('local sources wait for no rate', async () => {
  const slow: LaneKey = { id: 'slow', rate: 0.001, burst: 1 };
  const local = scheduler({ rateFactor: Number.POSITIVE_INFINITY });
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, index) => local.run(slow, async () => index)),
  );
  expect(answers).toHaveLength(500);
});

test('takes no more than its share of a lane', async () => {
  const lane: LaneKey = { id: 'lane', rate: 0.001, burst: 10 };
  const stop = new AbortController();
  const half = scheduler({ rateFactor: 0.5, signal: stop.signal });
  let sent = 0;
  const runs = Array.from({ length: 10 }, () => half.run(lane, async () => ++sent));
  const ended = Promise.allSettled(runs);
  await runs[4];
  stop.abort(new Error('enough'));
  await ended;
  expect(sent).toBe(5);
});

test('an account that was forgotten starts anew, and the others go on', async () => {
  const slow = scheduler({ throttledAttempts: 1 });
  const lane = (account: string): LaneKey => ({ id: `${account} us-east-1 iam`, rate: 1000, burst: 1 });
  const order: string[] = [];
  const call = (name: string) => async (): Promise<void> => void order.push(name);
  await slow.run(lane('1'), call('first'));
  slow.forget('1');
  const waiting = slow.run(lane('11'), call('other'));
  slow.forget('1');
  await Promise.all([slow.run(lane('1'), call('again')), waiting]);
  expect(order.toSorted()).toEqual(['again', 'first', 'other']);
  expect(slow.progress).toMatchObject({ done: 3, waiting: 0, inFlight: 0 });
});
