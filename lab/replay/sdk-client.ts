import { loadClient, type ServiceName } from './service-catalog.ts';
import { isMembers } from './shape.ts';

/** A real SDK client as a test drives it: any operation by its name. */
export type SdkClient = {
  call(operation: string, input?: object): Promise<Record<string, unknown>>;
  destroy(): void;
};

export type SdkClientOptions = {
  readonly endpoint: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly maxAttempts?: number;
};

type Client = { send(command: object): Promise<unknown>; destroy(): void };
type Class<T> = new (argument: object) => T;

/** The class an SDK package exports under a name; the edge where untyped exports become ours. */
function exported<T>(exports: object, name: string): Class<T> {
  const found: unknown = Reflect.get(exports, name);
  if (typeof found !== 'function') throw new Error(`The SDK package exports no ${name}`);
  return found as Class<T>;
}

/** An SDK client for a server on the loopback: static fake keys, one attempt unless said, no host prefixes. */
export async function sdkClient(service: ServiceName, options: SdkClientOptions): Promise<SdkClient> {
  const exports = await loadClient(service);
  const name = Object.keys(exports).find((key) => key.endsWith('Client') && key !== '__Client') ?? '';
  const client = new (exported<Client>(exports, name))({
    endpoint: options.endpoint,
    region: options.region ?? 'us-east-1',
    credentials: { accessKeyId: options.accessKeyId ?? 'AKIAREPLAY', secretAccessKey: 'secret' },
    maxAttempts: options.maxAttempts ?? 1,
    disableHostPrefix: true,
    // S3 Control refuses a custom endpoint with an IP address unless its rules are bypassed.
    ...(service === 's3-control' ? { endpointProvider: () => ({ url: new URL(options.endpoint) }) } : {}),
  });
  return {
    destroy: () => client.destroy(),
    call: async (operation, input = {}) => {
      const output = await client.send(new (exported<object>(exports, `${operation}Command`))(input));
      const { $metadata: _metadata, ...rest } = isMembers(output) ? output : {};
      return rest;
    },
  };
}
