import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeWire } from '../../src/sources/aws/wire-json.ts';
import { callKey } from './call-key.ts';
import type { Call, Organisation } from './organisation.ts';
import { createReplayServer, type ReplayServer } from './replay-server.ts';
import { isWhole, sampleValue } from './sample-value.ts';
import { sdkClient } from './sdk-client.ts';
import { serviceNames } from './service-catalog.ts';
import { loadService, type Operation } from './service-model.ts';
import { isMembers, type Members, membersOf } from './shape.ts';

function sampleOutput(operation: Operation): Members {
  const output = sampleValue(operation.output);
  // The S3 client derives ExpiresString from Expires.
  const { ExpiresString: _derived, ...rest } = isMembers(output) ? output : {};
  return rest;
}

/** A fixed output, or a sample of whatever is asked for; keeps the last call. */
function cannedOrganisation(): Organisation & { output?: Members; last?: Call } {
  const organisation: Organisation & { output?: Members; last?: Call } = {
    accounts: ['111111111111'],
    async answer(call) {
      organisation.last = call;
      const operation = (await loadService(call.service)).operations.get(call.operation);
      return operation && { output: organisation.output ?? sampleOutput(operation) };
    },
  };
  return organisation;
}

const organisation = cannedOrganisation();
let server: ReplayServer;
beforeAll(async () => {
  server = await createReplayServer({ organisation, latencyMs: 0, limits: 'none' });
});
afterAll(() => server.close());

const reads = /^(Describe|Get|List|Head|Lookup|BatchGet|Generate)/;

// Answered by the client itself before any request, or bound to endpoints of their own.
const notSent = new Set(['s3:ListDirectoryBuckets']);

async function readOperations(service: (typeof serviceNames)[number]): Promise<Operation[]> {
  const model = await loadService(service);
  return [...model.operations.values()].filter(
    ({ name, output }) => reads.test(name) && isWhole(output) && !notSent.has(`${service}:${name}`),
  );
}

describe('every read operation of every client', () => {
  test.each(serviceNames)(
    '%s: inputs are understood and outputs arrive as given',
    async (service) => {
      const client = await sdkClient(service, { endpoint: server.url });
      const operations = await readOperations(service);
      expect(operations.length).toBeGreaterThan(0);
      for (const operation of operations) {
        const input = sampleInput(operation);
        const { ExpiresString: _derived, ...output } = await client.call(operation.name, input);
        expect(encodeWire(output), operation.name).toEqual(encodeWire(sampleOutput(operation)));
        expect(organisation.last?.operation).toBe(operation.name);
        expect(callKey(operation, organisation.last?.input ?? {}), operation.name).toBe(
          callKey(operation, input),
        );
      }
      client.destroy();
    },
    60_000,
  );
});

test('an output with every kind of text survives XML, JSON and query alike', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((each) => each.isWellFormed() && !/^[\s]+$/.test(each));
  const tags = fc.array(fc.record({ Key: text, Value: text }));
  const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
  const clients = {
    ec2: await sdkClient('ec2', { endpoint: server.url }),
    iam: await sdkClient('iam', { endpoint: server.url }),
    kms: await sdkClient('kms', { endpoint: server.url }),
    lambda: await sdkClient('lambda', { endpoint: server.url }),
    s3: await sdkClient('s3', { endpoint: server.url }),
  };
  const outputs = fc.oneof(
    fc.record({
      service: fc.constant('ec2' as const),
      operation: fc.constant('DescribeVpcs'),
      output: fc.record({ Vpcs: fc.array(fc.record({ VpcId: text, IsDefault: fc.boolean(), Tags: tags })) }),
    }),
    fc.record({
      service: fc.constant('iam' as const),
      operation: fc.constant('ListUsers'),
      output: fc.record({ Users: fc.array(fc.record({ UserName: text, CreateDate: date, Tags: tags })) }),
    }),
    fc.record({
      service: fc.constant('kms' as const),
      operation: fc.constant('ListKeys'),
      output: fc.record({ Keys: fc.array(fc.record({ KeyId: text, KeyArn: text })) }),
    }),
    fc.record({
      service: fc.constant('lambda' as const),
      operation: fc.constant('ListFunctions'),
      output: fc.record({
        Functions: fc.array(
          fc.record({
            FunctionName: text,
            Environment: fc.record({ Variables: fc.dictionary(text, text, { noNullPrototype: true }) }),
          }),
        ),
      }),
    }),
    fc.record({
      service: fc.constant('s3' as const),
      operation: fc.constant('GetBucketLifecycleConfiguration'),
      output: fc.record({ Rules: fc.array(fc.record({ ID: text, Prefix: text }), { minLength: 1 }) }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(outputs, async ({ service, operation, output }) => {
      organisation.output = output;
      const answer = await clients[service].call(
        operation,
        service === 's3' ? { Bucket: 'sample-bucket' } : {},
      );
      expect(encodeWire(answer)).toEqual(encodeWire(output));
    }),
    { numRuns: 200 },
  );
  delete organisation.output;
}, 30_000);

test('S3 answers that are more than XML: text payloads, the location, headers, and bytes', async () => {
  const client = await sdkClient('s3', { endpoint: server.url });
  const given = async (operation: string, output: Members): Promise<unknown> => {
    organisation.output = output;
    return client.call(operation, { Bucket: 'sample-bucket', Key: 'a/b c+d' });
  };
  const policy = '{"Version":"2012-10-17","Statement":[{"Sid":"<&>"}]}';
  expect(await given('GetBucketPolicy', { Policy: policy })).toEqual({ Policy: policy });
  expect(await given('GetBucketLocation', { LocationConstraint: 'eu-west-1' })).toEqual({
    LocationConstraint: 'eu-west-1',
  });
  expect(await given('GetBucketLocation', {})).toEqual({});
  expect(await given('HeadBucket', { BucketRegion: 'eu-west-1' })).toEqual({ BucketRegion: 'eu-west-1' });
  const grantee = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' };
  const acl = { Grants: [{ Grantee: grantee, Permission: 'READ' }] };
  expect(await given('GetBucketAcl', acl)).toEqual(acl);
  const object = await client
    .call('GetObject', { Bucket: 'sample-bucket', Key: 'k' })
    .then(() => organisation.last);
  expect(object?.input).toMatchObject({ Bucket: 'sample-bucket', Key: 'k' });
  delete organisation.output;
});

test('an object keeps its bytes', async () => {
  const client = await sdkClient('s3', { endpoint: server.url });
  const bytes = new Uint8Array([0, 255, 13, 10, 60, 38]);
  organisation.output = { Body: bytes, ContentLength: bytes.length, Metadata: { owner: 'é' } };
  const object = await client.call('GetObject', { Bucket: 'sample-bucket', Key: 'k' });
  const body: unknown = object['Body'];
  if (typeof body !== 'object' || body === null || !('transformToByteArray' in body))
    throw new Error('no body');
  if (typeof body.transformToByteArray !== 'function') throw new Error('no stream');
  expect(new Uint8Array(await body.transformToByteArray())).toEqual(bytes);
  expect(object['ContentLength']).toBe(6);
  delete organisation.output;
});

/** All that an operation takes, but for the customer's keys, which the S3 client rewrites. */
function sampleInput(operation: Operation): Members {
  const members = membersOf(operation.input).filter(([name]) => !name.startsWith('SSECustomer'));
  return Object.fromEntries(members.map(([name, member]) => [name, inputValue(name, sampleValue(member))]));
}

function inputValue(name: string, sample: unknown): unknown {
  if (name === 'AccountId') return '111111111111';
  if (name === 'Bucket') return 'sample-bucket';
  return sample;
}
