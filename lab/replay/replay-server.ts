import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { callKey } from './call-key.ts';
import { type CallerAccounts, callerAccounts } from './caller-accounts.ts';
import { type ProxiedResponse, proxy } from './fallback.ts';
import { drawFault, type FaultKind, type Faults, isDenied, isExpired, noFaults } from './faults.ts';
import { type CallerScope, callerScope, type ReplayRequest, readRequest } from './http-request.ts';
import type { Answer, Call, Organisation } from './organisation.ts';
import { cutPage, paginationOf, readToken, signToken, valueAt, withListings } from './pagination.ts';
import { awsRateLimits, type RateLimit } from './rate-limits.ts';
import { recordSetPage, splitStart } from './record-set-pages.ts';
import { type AwsError, errorResponse, type ReplayResponse, successResponse } from './replay-response.ts';
import { count, createStats, placeOf, type ReplayStats } from './replay-stats.ts';
import { type IdentifiedCall, identifyCall } from './request-input.ts';
import { serviceOfRequest } from './service-catalog.ts';
import { commonError } from './service-errors.ts';
import { loadService, type ServiceModel } from './service-model.ts';
import { type Members, textOr } from './shape.ts';
import { createThrottle, type Throttle } from './token-bucket.ts';

export type ReplayOptions = {
  readonly organisation: Organisation;
  /** 0 for any free port. */
  readonly port?: number;
  /** How long each answer takes at least, in milliseconds; 40 unless said. */
  readonly latencyMs?: number;
  /** AWS's own rates unless said. */
  readonly limits?: readonly RateLimit[] | 'none';
  readonly faults?: Partial<Faults>;
  /** A server such as moto that gets, byte for byte, every request the organisation has no answer to. */
  readonly fallback?: string;
  /** Account by access key id. */
  readonly accessKeys?: Readonly<Record<string, string>>;
  /** The account of all other keys; the organisation's only account, when it has but one. */
  readonly defaultAccount?: string;
};

export type ReplayServer = {
  readonly url: string;
  readonly stats: ReplayStats;
  /** What goes wrong from now on; assign to its members at any time. */
  readonly faults: Faults;
  close(): Promise<void>;
};

/** Everything a request's handling needs. */
type Context = {
  readonly organisation: Organisation;
  readonly callers: CallerAccounts;
  readonly throttle: Throttle;
  readonly faults: Faults;
  readonly stats: ReplayStats;
  readonly fallback?: string;
  /** How often each call was made, which makes faults repeatable. */
  readonly attempts: Map<string, number>;
};

type Damage = Extract<FaultKind, 'dropped' | 'shortBody' | 'cutBody'>;
type Outcome = { readonly response: ReplayResponse | ProxiedResponse; readonly damage?: Damage };

/** Starts an HTTP server on the loopback that behaves as AWS does, in every protocol of the SDK's clients. */
export async function createReplayServer(options: ReplayOptions): Promise<ReplayServer> {
  const context = contextOf(options);
  const latency = options.latencyMs ?? 40;
  const server = createServer((message, response) => {
    void serve(context, latency, message, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    stats: context.stats,
    faults: context.faults,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}

function contextOf(options: ReplayOptions): Context {
  const { organisation, fallback } = options;
  const [only, ...others] = organisation.accounts;
  const defaultAccount = options.defaultAccount ?? (others.length === 0 ? only : undefined);
  return {
    organisation,
    callers: callerAccounts({
      accessKeys: options.accessKeys ?? {},
      ...(defaultAccount === undefined ? {} : { defaultAccount }),
      ...(organisation.accounts.length === 0 ? {} : { accounts: organisation.accounts }),
    }),
    throttle: createThrottle(options.limits ?? awsRateLimits),
    faults: { ...noFaults(), ...options.faults },
    stats: createStats(),
    attempts: new Map(),
    ...(fallback === undefined ? {} : { fallback }),
  };
}

async function serve(
  context: Context,
  latency: number,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { stats } = context;
  stats.concurrency += 1;
  stats.peakConcurrency = Math.max(stats.peakConcurrency, stats.concurrency);
  const due = delay(latency);
  try {
    const request = await readRequest(message);
    const outcome = await handle(context, request).catch(crashed);
    await due;
    sendSafely(response, outcome);
  } catch {
    response.destroy(); // The client went away while it was sending.
  } finally {
    stats.concurrency -= 1;
  }
}

function sendSafely(response: ServerResponse, outcome: Outcome): void {
  try {
    send(response, outcome);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, crashed(error));
  }
}

/** A fault of this server's own: said so, and not in a way an SDK retries. */
function crashed(error: unknown): Outcome {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return plain(400, `The replay server failed: ${text}`);
}

function plain(status: number, text: string, type = 'text/plain'): Outcome {
  return { response: { status, headers: { 'content-type': type }, body: Buffer.from(text) } };
}

function send(message: ServerResponse, { response, damage }: Outcome): void {
  if (damage === 'dropped') {
    message.destroy();
    return;
  }
  const headers = 'rawHeaders' in response ? [...response.rawHeaders] : headerPairs(response);
  const body = damage === 'cutBody' ? response.body.subarray(0, response.body.length >> 1) : response.body;
  const promised = damage === 'shortBody' ? body.length + 100 : body.length;
  // The response to a HEAD tells the length of the body it does not have.
  const told = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-length');
  message.writeHead(response.status, told ? headers : [...headers, 'content-length', String(promised)]);
  if (damage !== 'shortBody') {
    message.end(body);
    return;
  }
  message.write(body, () => message.destroy());
}

function headerPairs({ headers, body }: ReplayResponse): string[] {
  const kept = Object.entries(headers).filter(([name]) => name !== 'content-length' || body.length === 0);
  return kept.flat();
}

async function handle(context: Context, request: ReplayRequest): Promise<Outcome> {
  context.stats.requests += 1;
  const scope = callerScope(request);
  if (scope === undefined) return plain(403, 'The request carries no SigV4 credential scope');
  const body = request.body.toString('latin1');
  const name = serviceOfRequest(scope.signingName, request.path, body);
  if (name === undefined)
    return plain(400, `The replay server plays no service that signs as ${scope.signingName}`);
  const service = await loadService(name);
  const identified = identifyCall(service, request);
  if (identified === undefined) return unidentified(context, service, request);
  return answerCall({ context, request, service, scope, identified });
}

async function unidentified(
  context: Context,
  service: ServiceModel,
  request: ReplayRequest,
): Promise<Outcome> {
  if (context.fallback !== undefined) return { response: await proxy(context.fallback, request) };
  const message = `${request.method} ${request.path} is no operation of ${service.name}`;
  return { response: errorResponse(service, { name: 'InvalidAction', message, status: 400 }, randomUUID()) };
}

type Received = {
  readonly context: Context;
  readonly request: ReplayRequest;
  readonly service: ServiceModel;
  readonly scope: CallerScope;
  readonly identified: IdentifiedCall;
};

async function answerCall(received: Received): Promise<Outcome> {
  const { context, request, service, scope, identified } = received;
  const identity = context.callers.identify(scope.accessKeyId);
  const call: Call = {
    account: identity?.account ?? '',
    region: scope.region,
    service: service.name,
    operation: identified.operation.name,
    input: identified.input,
  };
  count(context.stats.calls, placeOf(call));
  const fault = nextFault(context, identified, call);
  if (fault !== undefined) context.stats.faults[fault] += 1;
  if (fault === 'html') return plain(200, captivePortal, 'text/html');
  const refusal = refuse(context, service, call, fault);
  if (refusal !== undefined)
    return { response: errorResponse(service, commonError(service, refusal), randomUUID(), request.method) };
  const response = await answer(received, call);
  return isDamage(fault) ? { response, damage: fault } : { response };
}

const captivePortal =
  '<!DOCTYPE html><html><body><h1>Welcome</h1><p>Log in to use this network.</p></body></html>';

const isDamage = (fault: FaultKind | undefined): fault is Damage =>
  fault === 'dropped' || fault === 'shortBody' || fault === 'cutBody';

function nextFault(
  context: Context,
  { operation, input }: IdentifiedCall,
  call: Call,
): FaultKind | undefined {
  const key = callKey(operation, input);
  const place = `${placeOf(call)} ${key}`;
  count(context.attempts, place);
  return drawFault(context.faults, call, key, context.attempts.get(place) ?? 0);
}

type Refusal = Parameters<typeof commonError>[1];

function refuse(
  { faults, stats, throttle }: Context,
  service: ServiceModel,
  call: Call,
  fault: FaultKind | undefined,
): Refusal | undefined {
  if (isExpired(faults, stats.requests, Date.now())) {
    stats.expired += 1;
    return 'expired';
  }
  if (call.account === '' && service.name !== 'sts') return 'unknown-key';
  if (fault === 'throttled' || !throttle.admits(call, performance.now())) {
    stats.throttled += 1;
    return 'throttled';
  }
  if (fault === 'serverError') return 'internal';
  if (!isDenied(faults, call)) return undefined;
  stats.denied += 1;
  return 'denied';
}

async function answer(received: Received, call: Call): Promise<ReplayResponse | ProxiedResponse> {
  const { context, service, request, identified } = received;
  const known = await answerPaged(context.organisation, identified, call);
  if (known !== undefined) return respond(received, known);
  if (context.fallback !== undefined) return fallBack(received, call, context.fallback);
  const own = context.callers.answer(call, received.scope.accessKeyId);
  if (own !== undefined) return respond(received, own);
  count(context.stats.unanswered, `${call.service}:${call.operation}`);
  return errorResponse(service, unanswered(service, identified, call), randomUUID(), request.method);
}

function respond({ service, identified, request }: Received, known: Answer): ReplayResponse {
  if ('error' in known) return errorResponse(service, known.error, randomUUID(), request.method);
  return successResponse(service, identified.operation, known.output, randomUUID());
}

/** A bad pagination token is the caller's fault; a call that was never recorded is the recording's. */
function unanswered(service: ServiceModel, { operation, input }: IdentifiedCall, call: Call): AwsError {
  const plan = paginationOf(operation);
  if (plan !== undefined && input[plan.inputToken] !== undefined) return commonError(service, 'bad-token');
  const message = `Nothing was recorded for ${placeOf(call)} with ${callKey(operation, input)}`;
  return { name: 'NotRecorded', message, status: 400 };
}

async function fallBack(received: Received, call: Call, target: string): Promise<ProxiedResponse> {
  count(received.context.stats.fellBack, `${call.service}:${call.operation}`);
  const response = await proxy(target, received.request);
  if (call.service === 'sts' && call.operation === 'AssumeRole') rememberRole(received, call, response);
  return response;
}

function rememberRole({ context }: Received, call: Call, response: ProxiedResponse): void {
  const key = /<AccessKeyId>([^<]+)<\/AccessKeyId>/.exec(response.body.toString('utf8'))?.[1];
  const { RoleArn: role, RoleSessionName: session } = call.input;
  if (key !== undefined) context.callers.remember(key, String(role), String(session));
}

/** The organisation's answer, cut to the page that was asked for where the record holds all pages in one. */
async function answerPaged(
  organisation: Organisation,
  { operation, input }: IdentifiedCall,
  call: Call,
): Promise<Answer | undefined> {
  if (operation.name === 'ListResourceRecordSets') return answerRecordSets(organisation, call);
  const plan = paginationOf(operation);
  if (plan === undefined) return whole(await organisation.answer(call));
  const { [plan.inputToken]: token, ...rest } = input;
  const key = `${placeOf(call)} ${callKey(operation, rest)}`;
  const offset = token === undefined ? 0 : readToken(key, textOr(token, ''));
  if (offset === undefined) return whole(await organisation.answer(call));
  const full = await organisation.answer({ ...call, input: rest });
  if (full === undefined || 'error' in full) return full;
  if (hasToken(full.output, plan.outputToken)) return full;
  const limit = plan.limit === undefined ? undefined : Number(input[plan.limit]);
  const request = limit === undefined || !(limit > 0) ? { offset } : { offset, limit };
  return { output: cutPage(plan, full.output, full.listings ?? [], request, (next) => signToken(key, next)) };
}

async function answerRecordSets(organisation: Organisation, call: Call): Promise<Answer | undefined> {
  const exact = await organisation.answer(call);
  const { start, rest } = splitStart(call.input);
  const recorded = exact ?? (await organisation.answer({ ...call, input: rest }));
  if (recorded === undefined || 'error' in recorded || recorded.output['NextRecordName'] !== undefined)
    return recorded;
  if (exact !== undefined && start.name !== undefined) return recorded;
  return { output: recordSetPage(recorded.output, recorded.listings ?? [], start) };
}

function hasToken(output: Members, path: readonly string[]): boolean {
  const token = valueAt(output, path);
  return token !== undefined && token !== null && token !== '';
}

function whole(given: Answer | undefined): Answer | undefined {
  if (given === undefined || 'error' in given || given.listings === undefined) return given;
  return { output: withListings(given.output, given.listings) };
}
