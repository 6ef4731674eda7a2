import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../src/model/assessment.ts';
import { asffReport } from '../src/report/asff/asff-report.ts';
import { ASFF_RESOURCE_TYPES } from '../src/report/asff/asff-resource-type.ts';
import { hostileSample } from './hostile-assessment.ts';
import { SMALL_ASSESSMENT } from './small-assessment.ts';

interface Request {
  readonly Findings: readonly object[];
}

function linesOf(assessment: Assessment): readonly string[] {
  return [...asffReport(assessment)].join('').split('\n').slice(0, -1);
}

function requestsOf(assessment: Assessment): readonly Request[] {
  return linesOf(assessment).map((line) => JSON.parse(line) as Request);
}

describe("the SDK's own model of BatchImportFindings", () => {
  const received: unknown[] = [];
  const server = createServer((request, response) => void answer(request, response));
  let client: SecurityHubClient;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    response
      .setHeader('content-type', 'application/json')
      .end('{"FailedCount":0,"SuccessCount":0,"FailedFindings":[]}');
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = new SecurityHubClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-west-1',
      credentials,
    });
  });

  afterAll(() => {
    client.destroy();
    server.close();
  });

  test.each([
    ['one of everything', SMALL_ASSESSMENT],
    ['hostile names', hostileSample({ ours: true })],
  ])('knows every member, with %s', async (_what, assessment) => {
    for (const request of requestsOf(assessment)) {
      received.length = 0;
      await client.send(new BatchImportFindingsCommand(request as never));
      expect(received).toEqual([request]);
    }
  });

  test('knows the details of every resource type that is named', async () => {
    const [request] = requestsOf(SMALL_ASSESSMENT);
    const [first] = request?.Findings ?? [];
    const types = ASFF_RESOURCE_TYPES.filter((each) => each !== 'AwsAccount'); // has no details
    const Resources = types.map((Type) => ({ Type, Id: 'x', Details: { [Type]: {} } }));
    received.length = 0;
    await client.send(new BatchImportFindingsCommand({ Findings: [{ ...first, Resources }] } as never));
    expect(received).toEqual([{ Findings: [{ ...first, Resources }] }]);
  });

  test('would drop one that it does not know', async () => {
    const [request] = requestsOf(SMALL_ASSESSMENT);
    const [first] = request?.Findings ?? [];
    received.length = 0;
    await client.send(new BatchImportFindingsCommand({ Findings: [{ ...first, MadeUp: 'x' }] } as never));
    expect(received).toEqual([{ Findings: [first] }]);
  });
});
