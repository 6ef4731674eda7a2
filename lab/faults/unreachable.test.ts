import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { GuardedHttpHandler } from '../../src/sources/aws/answer-guard.ts';
import { LiveTransport } from '../../src/sources/aws/live-transport.ts';
import { rampart } from '../../test/rampart-process.ts';
import { startCaptiveProxy } from './captive-proxy.ts';
import { changedVerdicts } from './changed-verdicts.ts';
import { assessmentOf, reaching, roleFlags } from './live-process.ts';
import { AT_ONCE, collectAll, judge, type SampleServer, serveSample } from './sample-organisation.ts';

/** Whole scans, in processes of their own, on a machine that may be busy. */

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function served(...options: Parameters<typeof serveSample>): Promise<SampleServer> {
  const server = await serveSample(...options);
  closing.push(() => server.close());
  return server;
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function captured(server: SampleServer, isCaught: (service: string) => boolean): Promise<string> {
  const proxy = await startCaptiveProxy(server.url, isCaught);
  closing.push(() => proxy.close());
  return proxy.url;
}

/** A port that nobody listens on. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const WHO_AM_I = {
  account: '',
  region: 'us-east-1',
  service: 'sts',
  operation: 'GetCallerIdentity',
  input: {},
} as const;
const anybody = () => Promise.resolve({ accessKeyId: 'lab', secretAccessKey: 'lab' });

const ROLE = ['--role-arn', 'arn:aws:iam::111122223333:role/RampartAudit'];

test.each([
  ['own account', [], /^rampart: AWS could not be reached: ECONNREFUSED: .*\n$/],
  ['by role', ROLE, /^rampart: no account could be entered \(.*RampartAudit\): ECONNREFUSED: .*\n$/],
])('nobody listens (%s): one sentence, exit 2, soon', async (_what, flags, sentence) => {
  const startedAt = Date.now();
  const { code, stdout, stderr } = await rampart(['scan', ...flags], reaching(await closedPort()));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(Date.now() - startedAt).toBeLessThan(15_000);
});

test('somebody listens and never answers: one sentence, exit 2, within half a minute', async () => {
  const server = createServer((request) => void request.resume());
  closing.push(async () => server.closeAllConnections());
  const startedAt = Date.now();
  const { code, stderr } = await rampart(['scan'], reaching(await listening(server)));
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^rampart: AWS could not be reached: TimeoutError: no whole answer within \d+ seconds\n$/,
  );
  expect(Date.now() - startedAt).toBeLessThan(30_000);
});

test.each([
  ['stops in its middle', { 'content-length': '1000' }, '<a>', 'TimeoutError'],
  ['has no body', { 'content-length': '0' }, '', 'EmptyAnswer'],
])('an answer that %s is asked for again', async (_what, headers, start, code) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/xml', ...headers }).write(start);
  });
  closing.push(async () => server.closeAllConnections());
  process.env['AWS_ENDPOINT_URL'] = await listening(server);
  const transport = new LiveTransport(anybody, new GuardedHttpHandler(500));
  const answer = transport.send(WHO_AM_I, new AbortController().signal);
  await expect(answer).rejects.toMatchObject({ code, kind: 'transient' });
  await transport.close();
});

test('an endpoint that dies on the way: the scan ends, incomplete, without minutes of repeats', async () => {
  const server = await served();
  const snapshot = collectAll(server, { scheduler: { silenceMs: 300, backoffMs: 50 } });
  while (server.stats.requests < 300) await new Promise((resolve) => setTimeout(resolve, 5));
  await server.close();
  closing.pop();
  const startedAt = Date.now();
  const { header, resources } = await snapshot;
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  expect(header.complete).toBe(false);
  expect(header.incompleteReason).toMatch(
    /^AWS stopped answering \(ECONN\w+: .*\); what was read before is kept$/,
  );
  expect(resources.length).toBeGreaterThan(20);
});

test('a web page instead of every answer: one sentence, exit 2', async () => {
  const url = await captured(await served(), () => true);
  const { code, stdout, stderr } = await rampart(['scan', ...ROLE], reaching(url));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    /^rampart: .*the answer is a web page \(HTTP 200, text\/html\), not AWS's: is a proxy in between\?\n$/,
  );
});

test("a web page instead of one service's answers: its findings are unknown, never none", async () => {
  const server = await served();
  const full = judge(await collectAll(server, AT_ONCE));
  const scan = await rampart(
    ['scan', ...roleFlags(server), '--output', 'json'],
    reaching(await captured(server, (service) => service === 's3')),
  );
  const ofBuckets = assessmentOf(scan).findings.filter((each) => each.check === 's3-bucket-versioning');
  expect(ofBuckets.map((each) => [each.account, each.status])).toEqual(
    server.accounts.map((account) => [account, 'unknown']),
  );
  expect(ofBuckets[0]?.summary).toContain('NotAnAwsAnswer');
  expect(changedVerdicts(full, assessmentOf(scan))).toEqual([]);
});

test('HTTP_PROXY is used, as the aws command line uses it', async () => {
  const server = await served();
  const proxy = await captured(server, (service) => service === 'sts');
  const { env } = reaching(server.url);
  const through = await rampart(['scan', ...ROLE], { env: { ...env, HTTP_PROXY: proxy } });
  expect(through.stderr).toContain('is a proxy in between?');
  const around = await rampart(['scan', ...ROLE, '--check', 'root-mfa'], {
    env: { ...env, HTTP_PROXY: proxy, NO_PROXY: '127.0.0.1' },
  });
  expect(around.stderr).toBe('');
});

test('a clock that is an hour late: the call is signed again with the time that AWS told', async () => {
  const skew = 3_600_000;
  const server = createServer((request, response) => {
    request.resume();
    const now = new Date(Date.now() + skew);
    const signed = String(request.headers['x-amz-date']).replace(
      /(....)(..)(..)T(..)(..)(..)Z/,
      '$1-$2-$3T$4:$5:$6Z',
    );
    const isLate = Math.abs(Date.parse(signed) - now.getTime()) > 300_000;
    const body = isLate
      ? '<ErrorResponse><Error><Code>RequestTimeTooSkewed</Code><Message>late</Message></Error></ErrorResponse>'
      : '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
    response.sendDate = false;
    response.writeHead(isLate ? 403 : 200, { 'content-type': 'text/xml', date: now.toUTCString() }).end(body);
  });
  process.env['AWS_ENDPOINT_URL'] = await listening(server);
  const transport = new LiveTransport(anybody);
  const { signal } = new AbortController();
  await expect(transport.send(WHO_AM_I, signal)).rejects.toMatchObject({ kind: 'transient' });
  expect(await transport.send(WHO_AM_I, signal)).toMatchObject({ Account: '1' });
  await transport.close();
});
