import { parentPort } from 'node:worker_threads';
import { Batch, type BatchWork } from './batch.ts';
import type { Answer, Asked } from './batch-thread.ts';

/** What `batch-thread.ts` starts: a batch in a thread of its own. */
const batch = new Batch();

function done(asked: Asked): ReturnType<BatchWork[keyof BatchWork]> {
  if (asked.step === 'stage') return batch.stage(...asked.of);
  return asked.step === 'ids' ? batch.ids(...asked.of) : batch.make(...asked.of);
}

async function answer(asked: Asked): Promise<Answer> {
  try {
    return { value: await done(asked) };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on('message', (asked: Asked) => {
  void answer(asked).then((each) => parentPort?.postMessage(each));
});
