import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { ReplayRequest } from './http-request.ts';

export type ProxiedResponse = {
  readonly status: number;
  /** As received, names and order included. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
};

/** Sends a request on to another server as it came, and gives its answer as it comes. */
export function proxy(target: string, request: ReplayRequest): Promise<ProxiedResponse> {
  const url = new URL(request.message.url ?? '/', target);
  return new Promise((resolve, reject) => {
    const options = { method: request.method, headers: forwardedHeaders(request) };
    const outgoing = httpRequest(url, options, (response) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 502, rawHeaders } = response;
        resolve({ status, rawHeaders: withoutFraming(rawHeaders), body: Buffer.concat(chunks) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

/** The body was read whole: its length replaces the framing it came with. */
function forwardedHeaders(request: ReplayRequest): IncomingHttpHeaders {
  const { 'transfer-encoding': _framing, connection: _connection, ...headers } = request.message.headers;
  return request.body.length === 0 ? headers : { ...headers, 'content-length': String(request.body.length) };
}

function withoutFraming(rawHeaders: readonly string[]): string[] {
  const framing = new Set(['transfer-encoding', 'connection', 'keep-alive', 'content-length']);
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && !framing.has(name.toLowerCase()) ? [name, rawHeaders[index + 1] ?? ''] : [],
  );
  return pairs;
}
