import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BatchWork, Staged } from './batch.ts';
import type { MadeBatch } from './written-batch.ts';

/** One step at a time is asked of a thread. */
export type Asked =
  | { readonly step: 'stage'; readonly of: Parameters<BatchWork['stage']> }
  | { readonly step: 'ids'; readonly of: Parameters<BatchWork['ids']> }
  | { readonly step: 'make'; readonly of: Parameters<BatchWork['make']> };

export type Answer = { readonly value: Staged | MadeBatch | string } | { readonly error: Error };

export interface BatchThread extends BatchWork {
  readonly close: () => Promise<void>;
}

/** This file is TypeScript in the repository, and JavaScript once built. */
const WORKER = new URL(`batch-worker.${import.meta.url.split('.').at(-1)}`, import.meta.url);

/** Twice as much of a batch's short-lived things took a hundred megabytes more, and no less time. */
const MOST_YOUNG_MB = 96;

/** A batch in a thread of its own. */
export function batchThread(): BatchThread {
  const worker = new Worker(WORKER, { resourceLimits: { maxYoungGenerationSizeMb: MOST_YOUNG_MB } });
  const ask = async (asked: Asked): Promise<unknown> => {
    const answered = once(worker, 'message') as Promise<[Answer]>;
    worker.postMessage(asked);
    const [answer] = await answered;
    if ('error' in answer) throw answer.error;
    return answer.value;
  };
  return {
    stage: async (...of) => (await ask({ step: 'stage', of })) as Staged,
    ids: async (...of) => (await ask({ step: 'ids', of })) as string,
    make: async (...of) => (await ask({ step: 'make', of })) as MadeBatch,
    close: async () => {
      await worker.terminate();
    },
  };
}
