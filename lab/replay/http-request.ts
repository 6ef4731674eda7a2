import type { IncomingMessage } from 'node:http';

/** A request as it arrived, its body read whole. */
export type ReplayRequest = {
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly message: IncomingMessage;
};

export async function readRequest(message: IncomingMessage): Promise<ReplayRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const [path = '/', query = ''] = splitOnce(message.url ?? '/', '?');
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: singleHeaders(message),
    body: Buffer.concat(chunks),
    message,
  };
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function singleHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

export type CallerScope = {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
};

/**
 * The SigV4 credential scope, `Credential=AKID/20260131/eu-west-1/ec2/aws4_request`. The signature itself
 * is not checked: the server knows no secrets.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function callerScope(request: ReplayRequest): CallerScope | undefined {
  const header = request.headers['authorization'] ?? '';
  const presigned = request.query.get('X-Amz-Credential');
  const scope = /Credential=([^,\s]+)/.exec(header)?.[1] ?? presigned ?? '';
  const [accessKeyId, , region, signingName] = scope.split('/');
  if (!accessKeyId || !region || !signingName) return undefined;
  return { accessKeyId, region, signingName };
}
