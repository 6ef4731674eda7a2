import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ApiError, type FailureKind } from './api-error.ts';

/** The parts of an HTTP answer that are looked at before the SDK reads it. */
export interface RawAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The SDK hands the body on as it is, and reads nothing: a bucket's policy. */
  readonly isHandedOn?: boolean;
}

/**
 * Refuses what the SDK's XML reader would take for an empty or shorter answer: a web page (a captive proxy's, or a
 * server that lacks the operation) and an XML text that was cut off. Either would make resources vanish silently.
 */
export function refuseForeignAnswer({ statusCode, headers, body, isHandedOn = false }: RawAnswer): void {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 200))
    .toString('utf8')
    .trimStart();
  if (/^<(!doctype html|html)/i.test(text))
    throw htmlAnswer(statusCode, headers['content-type'] ?? 'text/html');
  if (text.startsWith('<') && !endsWithItsRoot(text, body)) throw cutOff('XML', statusCode, body);
  // An error that was cut off has lost its code. Other JSON the SDK refuses by itself, where it reads it.
  if (text.startsWith('{') && (isHandedOn || statusCode >= 400) && !isJson(body))
    throw cutOff('JSON', statusCode, body);
}

function cutOff(format: string, status: number, { byteLength }: Uint8Array): ApiError {
  const message = `the ${format} answer ends after ${byteLength} bytes, before its end`;
  return new ApiError('CutOffAnswer', message, 'transient', status);
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(body).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function endsWithItsRoot(start: string, body: Uint8Array): boolean {
  const root = /<([A-Za-z_][\w.:-]*)/.exec(start)?.[1];
  if (root === undefined) return false;
  const tail = Buffer.from(body.subarray(-(root.length + 200)))
    .toString('utf8')
    .trimEnd();
  return tail.endsWith(`</${root}>`) || ONE_EMPTY_ELEMENT.test(start);
}

const ONE_EMPTY_ELEMENT = /^(<\?[^>]*\?>\s*)?<[^<>]*\/>\s*$/;

/** moto answers an operation that it lacks by 500 and a web page; a captive proxy by 200. */
function htmlAnswer(status: number, type: string): ApiError {
  const kind: FailureKind = status >= 500 ? 'unsupported' : 'transient';
  return new ApiError(
    'NotAnAwsAnswer',
    `the answer is a web page (HTTP ${status}, ${type}), not AWS's: is a proxy in between?`,
    kind,
    status,
  );
}

type Handle = NodeHttpHandler['handle'];

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 60_000;
const SOCKETS = 192;

/** The SDK's HTTP handler, with whole bodies that were looked at, and an end to waiting for them. */
export class GuardedHttpHandler extends NodeHttpHandler {
  readonly #timeoutMs: number;

  /** Proxies are taken from HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as the aws command line does. */
  constructor(timeoutMs: number = ANSWER_TIMEOUT_MS) {
    const agent = { keepAlive: true, maxSockets: SOCKETS, proxyEnv: process.env };
    super({
      connectionTimeout: CONNECT_TIMEOUT_MS,
      socketAcquisitionWarningTimeout: 2 * ANSWER_TIMEOUT_MS,
      httpAgent: agent,
      httpsAgent: agent,
    });
    this.#timeoutMs = timeoutMs;
  }

  /** The SDK's own request timeout only warns, and ends with the head of the answer. */
  override async handle(...[request, options = {}]: Parameters<Handle>): ReturnType<Handle> {
    const given = options.abortSignal as AbortSignal | undefined; // the SDK hands on the one of `send`
    const end = new AbortController();
    const stop = (): void => end.abort();
    const timer = setTimeout(stop, this.#timeoutMs);
    given?.addEventListener('abort', stop, { once: true });
    if (given?.aborted) stop();
    try {
      return { response: await this.#wholeAnswer(request, { ...options, abortSignal: end.signal }) };
    } catch (error) {
      if (!end.signal.aborted || given?.aborted) throw error;
      const message = `no whole answer within ${this.#timeoutMs / 1000} seconds`;
      throw new ApiError('TimeoutError', message, 'transient');
    } finally {
      clearTimeout(timer);
      given?.removeEventListener('abort', stop);
    }
  }

  async #wholeAnswer(...given: Parameters<Handle>): Promise<Awaited<ReturnType<Handle>>['response']> {
    const { response } = await super.handle(...given);
    const body = await wholeBody(response.body as AsyncIterable<Uint8Array> | undefined);
    if (response.statusCode === 200 && body.byteLength === 0 && given[0].method !== 'HEAD')
      throw new ApiError('EmptyAnswer', 'the answer has no body: is a proxy in between?', 'transient', 200);
    const isHandedOn = given[0].query['policy'] !== undefined; // s3:GetBucketPolicy
    refuseForeignAnswer({ statusCode: response.statusCode, headers: response.headers, body, isHandedOn });
    response.body = body;
    return response;
  }
}

async function wholeBody(stream: AsyncIterable<Uint8Array> | undefined): Promise<Uint8Array> {
  if (stream === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks);
}
