import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anEvent, NOW } from '../../../test/trail/log-folder.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { EventIntake } from '../ingest/event-intake.ts';
import { latestMicros } from '../ingest/record-fault.ts';
import { KnownCalls } from './known-calls.ts';
import { namesIn, neededFor } from './summed-calls.ts';
import { tableUses } from './table-uses.ts';

const ROLE = 'arn:aws:iam::111122223333:role/web';
const value = fc.oneof(
  fc.constantFrom<JsonValue>('', 'vpc-1', 'sg-1', ROLE, 7, true, null, {}, [], { arn: ROLE }, { items: [] }),
  fc.constantFrom<JsonValue>(
    { items: [{ groupId: 'sg-2' }, { key: 'a' }] },
    { tag: [{ key: 'a' }] },
    { launchTemplateId: 'lt-1' },
    [{ groupId: 'sg-4' }],
  ),
  fc.constantFrom<JsonValue>('SELECT 1', 'insert it', 'b/k?versionId=1', 'private', 'b"\\\n', [
    { operation: 'Put' },
  ]),
);
/** Few, so that many requests have the same. */
const names = fc.constantFrom(
  ['maxResults', 'filterSet'],
  ['groupId'],
  ['GroupId', 'maxResults'],
  ['vpcId', 'tagSpecificationSet'],
  ['items'],
  ['member', 'x'],
  ['iamInstanceProfile', 'x'],
  ['CreateLaunchTemplateRequest'],
  ['role', 'tags'],
  ['serviceNamespace'],
  ['userName', 'tags'],
  ['statement', 'x'],
  ['bucketName', 'x-amz-copy-source'],
  ['bucketName', 'x-amz-acl'],
  ['requestItems'],
);
const request = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(names, value, value)
      .map(([keys, ...values]) => Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]))),
  },
  { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, 'text', ['a'], [{ groupId: 'sg-3' }]) },
);
const call = fc.constantFrom(
  ['ec2', 'DescribeVpcs'],
  ['ec2', 'RunInstances'],
  ['ec2', 'CreateLaunchTemplate'],
  ['iam', 'CreateUser'],
  ['lambda', 'CreateFunction20150331'],
  ['autoscaling', 'PutScalingPolicy'],
  ['sts', 'GetCallerIdentity'],
  ['dynamodb', 'ExecuteStatement'],
  ['dynamodb', 'TransactWriteItems'],
  ['s3', 'CopyObject'],
  ['s3', 'CreateBucket'],
  ['unknown', 'Anything'],
);
const listed = fc.constantFrom<JsonValue>(
  null,
  null,
  [{ ARN: 'arn:aws:s3:::b"', type: 'AWS::S3::Bucket' }],
  [{ ARN: ROLE }, { ARN: 'no ARN' }],
);
const events = fc.array(fc.tuple(call, request, listed), { minLength: 1, maxLength: 30 });

/** Each by itself. */
function expected(all: readonly JsonObject[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, Set<string>> = {};
  for (const event of all) {
    const trailEvent = event as unknown as Parameters<typeof neededFor>[0];
    const { kind, actions } = neededFor(trailEvent);
    const names = (found[`${trailEvent.eventName} ${kind} ${actions.join()}`] ??= new Set());
    for (const each of namesIn(trailEvent)) names.add(each);
  }
  return Object.fromEntries(Object.entries(found).map(([key, names]) => [key, [...names].sort()]));
}

test.each([undefined, 400])(
  'calls whose requests are alike but for their texts are told apart where it matters',
  (room) => {
    const intake = new EventIntake();
    const known = new KnownCalls(room);
    fc.assert(
      fc.property(events, (calls) => {
        const all = calls.map(([[service, eventName], requestParameters, resources], index) =>
          anEvent({
            eventID: `id-${index}`,
            eventSource: `${service}.amazonaws.com`,
            eventName: eventName ?? '',
            requestParameters,
            resources,
          }),
        );
        intake.clear(latestMicros(NOW));
        intake.load(Buffer.from(all.map((each) => JSON.stringify(each)).join()));
        intake.take(0, 0, 0);
        expect(intake.rows).toBe(all.length);
        const sums = tableUses(intake, Int32Array.from(all.keys()), known).all();
        const found = sums.map(({ alike, resources }) => [
          `${alike.name} ${alike.kind} ${alike.actions?.join()}`,
          [...resources].sort(),
        ]);
        expect(Object.fromEntries(found)).toEqual(expected(all));
        expect(sums.reduce((sum, { calls: some }) => sum + some, 0)).toBe(all.length);
      }),
      { numRuns: 2_000 },
    );
  },
);
