import type { ListQueuesCommandOutput } from '@aws-sdk/client-sqs';

import type { OverlayContext } from './context.ts';
import { type OverlayPatch, patchOf } from './overlay.ts';

export const queuePatches = ({ account }: OverlayContext): OverlayPatch[] => [
  patchOf<ListQueuesCommandOutput>(
    account.id,
    { service: 'sqs', operation: 'ListQueues', reason: "moto's queues have its own address" },
    (answer, _input, { region }) => ({
      ...answer,
      QueueUrls: answer.QueueUrls?.map(
        (url) => `https://sqs.${region}.amazonaws.com${new URL(url).pathname}`,
      ),
    }),
  ),
];
