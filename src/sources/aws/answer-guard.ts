import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ApiError, type FailureKind } from './api-error.ts';

/** The parts of an HTTP answer that are looked at before the SDK reads it. */
export interface RawAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Refuses what the SDK's XML reader would take for an empty or shorter answer: a web page (a captive proxy's, or a
 * server that lacks the operation) and an XML text that was cut off. Either would make resources vanish silently.
 */
export function refuseForeignAnswer({ statusCode, headers, body }: RawAnswer): void {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 200))
    .toString('utf8')
    .trimStart();
  if (/^<(!doctype html|html)/i.test(text))
    throw htmlAnswer(statusCode, headers['content-type'] ?? 'text/html');
  if (text.startsWith('<') && !endsWithItsRoot(text, body)) {
    throw new ApiError(
      'CutOffAnswer',
      `the XML answer ends after ${body.byteLength} bytes, before its end`,
      'transient',
      statusCode,
    );
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

/** The SDK's HTTP handler, with whole bodies that were looked at. */
export class GuardedHttpHandler extends NodeHttpHandler {
  override async handle(...given: Parameters<Handle>): ReturnType<Handle> {
    const { response } = await super.handle(...given);
    const body = await wholeBody(response.body as AsyncIterable<Uint8Array> | undefined);
    refuseForeignAnswer({ statusCode: response.statusCode, headers: response.headers, body });
    response.body = body;
    return { response };
  }
}

async function wholeBody(stream: AsyncIterable<Uint8Array> | undefined): Promise<Uint8Array> {
  if (stream === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks);
}
