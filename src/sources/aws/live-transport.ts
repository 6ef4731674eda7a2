import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { GuardedHttpHandler } from './answer-guard.ts';
import { ApiError, failureKind } from './api-error.ts';
import { type SdkModule, SERVICES, type ServiceName } from './services.ts';
import type { ApiCall, Transport } from './transport.ts';

interface Client {
  send(command: unknown, options: { abortSignal: AbortSignal }): Promise<unknown>;
  destroy(): void;
}

type ClientClass = new (config: Record<string, unknown>) => Client;
type CommandClass = new (input: unknown) => unknown;

/** Sends calls by the AWS SDK v3; clients are loaded when their service is first asked. Repeats are the scheduler's. */
export class LiveTransport implements Transport {
  readonly #credentials: AwsCredentialIdentityProvider;
  readonly #handler: GuardedHttpHandler;
  readonly #clients = new Map<string, Promise<Client>>();
  readonly #modules = new Map<ServiceName, Promise<SdkModule>>();

  constructor(credentials: AwsCredentialIdentityProvider, handler = new GuardedHttpHandler()) {
    this.#credentials = credentials;
    this.#handler = handler;
  }

  async send(call: ApiCall, signal: AbortSignal): Promise<unknown> {
    const client = await this.#client(call.service, call.region);
    const module = await this.#module(call.service);
    const Command = module[`${call.operation}Command`] as CommandClass | undefined;
    if (!Command)
      throw new ApiError('UnknownOperationException', `the SDK has no ${call.operation}`, 'unsupported');
    try {
      return await client.send(new Command(inputFor(call)), { abortSignal: signal });
    } catch (error) {
      throw toApiError(error, signal);
    }
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) (await client).destroy();
    this.#handler.destroy();
  }

  #client(service: ServiceName, region: string): Promise<Client> {
    const key = `${service} ${region}`;
    const known = this.#clients.get(key) ?? this.#connect(service, region);
    this.#clients.set(key, known);
    return known;
  }

  async #connect(service: ServiceName, region: string): Promise<Client> {
    const module = await this.#module(service);
    const name = Object.keys(module).find((each) => /^[A-Z]\w*Client$/.test(each));
    const Client = (name ? module[name] : undefined) as ClientClass | undefined;
    if (!Client) throw new Error(`no client class in the SDK package of ${service}`);
    return new Client({
      region,
      credentials: this.#credentials,
      requestHandler: this.#handler,
      maxAttempts: 1,
      // Else the SDK sends SQS calls to whatever host a queue's URL names, warning on standard error when it differs.
      ...(service === 'sqs' ? { useQueueUrlAsEndpoint: false } : {}),
      ...customEndpoint(service),
    });
  }

  #module(service: ServiceName): Promise<SdkModule> {
    const known: Promise<SdkModule> = this.#modules.get(service) ?? SERVICES[service].load();
    this.#modules.set(service, known);
    return known;
  }
}

/** S3Control's and Account's calls name the account in their input; the collectors need not. */
function inputFor(call: ApiCall): unknown {
  return call.service === 's3-control' ? { AccountId: call.account, ...call.input } : call.input;
}

/**
 * The SDK honours AWS_ENDPOINT_URL by itself, but S3Control's endpoint rules put the account id before the host
 * name, which no address on loopback has.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
function customEndpoint(service: ServiceName): Record<string, unknown> {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (!endpoint) return {};
  if (service === 's3') return { forcePathStyle: true };
  if (service !== 's3-control') return {};
  return { disableHostPrefix: true, endpointProvider: () => ({ url: new URL(endpoint) }) };
}

interface SdkError {
  readonly name?: string;
  readonly Code?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly $response?: { readonly statusCode?: number };
}

const NETWORK =
  /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError|NetworkingError|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|aborted)/;

/** What the SDK threw, as one of ours: AWS's code and message, and what it means for the scan. */
export function toApiError(error: unknown, signal?: AbortSignal): ApiError {
  if (error instanceof ApiError) return error;
  const { name, Code, code, message = '', $metadata, $response } = error as SdkError;
  if (signal?.aborted) return new ApiError('Cancelled', 'the scan was stopped during the call', 'cancelled');
  const status = $response?.statusCode ?? $metadata?.httpStatusCode ?? null;
  const networkCode = [code, name].find((each) => each !== undefined && NETWORK.test(each));
  if (networkCode) return new ApiError(networkCode, message, 'transient');
  if (name === 'CredentialsProviderError') return new ApiError(name, message, 'expired');
  // The SDK has learned AWS's time from this answer: the repeat will be signed with it.
  if ($metadata?.clockSkewCorrected) return new ApiError(name ?? 'ClockSkew', message, 'transient', status);
  const awsCode = [name, Code, code].find((each) => each !== undefined && !GENERIC.test(each));
  if (awsCode === undefined) return unreadable(status, name ?? 'Error', message);
  return new ApiError(awsCode, message, failureKind(awsCode, status), status);
}

const GENERIC = /^(Error|TypeError|SyntaxError|RangeError|UnknownError|Unknown)$/;

function unreadable(status: number | null, name: string, message: string): ApiError {
  // The answer to a HEAD request has no body to say more; the SDK calls that UnknownError.
  const said = message === 'UnknownError' ? '' : message;
  if (status === 403) return new ApiError('403', said || 'Forbidden', 'denied', status);
  if (status !== null && status >= 400 && status < 500)
    return new ApiError(`${status}`, message, 'other', status);
  return new ApiError('UnreadableAnswer', `${name}: ${message}`, 'transient', status);
}
