import { aQueue } from '../../../test/builders/monitoring.ts';
import { testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { sqsQueue } from './sqs-queue.ts';

testResourcePolicies('a queue', {
  checks: sqsQueue,
  build: (policy) => aQueue({ policy }),
  action: 'sqs:SendMessage',
  bound: true,
  call: 'sqs:GetQueueAttributes',
});
