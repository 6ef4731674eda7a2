import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = '<!DOCTYPE html><html><body><h1>Welcome</h1><p>Log in to use this network.</p></body></html>';

/** What a captive portal or a company's proxy does: a friendly page with status 200 in place of AWS's answer. */
export async function startCaptiveProxy(
  target: string,
  /** The service by its signing name: `s3`. */
  isCaught: (service: string) => boolean,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((message, response) => {
    const { method, url, headers } = message;
    if (isCaught(serviceOf(headers.authorization ?? ''))) {
      message.resume().once('end', () => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE));
      return;
    }
    const onward = request(new URL(url ?? '/', target), { method: method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    message.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** `AWS4-HMAC-SHA256 Credential=KEY/20261101/us-east-1/s3/aws4_request, …` */
function serviceOf(authorization: string): string {
  return /Credential=[^/]+\/\d+\/[^/]*\/([^/]+)\//.exec(authorization)?.[1] ?? '';
}
