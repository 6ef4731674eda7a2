import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LatencyProxy {
  readonly url: string;
  /** Requests that passed since it was last reset. */
  readonly requests: number;
  reset(): void;
  close(): Promise<void>;
}

/** Stands between a scanner and a server on loopback: passes every request on, later by so many milliseconds, and counts. */
export async function startLatencyProxy(target: string, latencyMs: number): Promise<LatencyProxy> {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(target);
  let requests = 0;
  const server = createServer((received, response) => {
    requests++;
    // Taken in at once, so that a scanner that sends and waits is not slowed twice.
    const body: Buffer[] = [];
    received.on('data', (chunk: Buffer) => body.push(chunk));
    received.on('end', () => setTimeout(() => pass(received, Buffer.concat(body), response), latencyMs));
  });
  const pass = (received: IncomingMessage, body: Buffer, response: ServerResponse): void => {
    const { method, url, headers } = received;
    const onward = request({ agent, hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    reset: () => {
      requests = 0;
    },
    close: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
