import type { ServiceName } from './services.ts';

/** One API request: what is recorded, replayed, and matched against a folder of CLI output. */
export interface ApiCall {
  readonly account: string;
  readonly region: string;
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Path of the list in the answer of a list call, `Vpcs`: names a file in a folder of `aws` output. */
  readonly items?: string;
}

/** Where answers come from: the live SDK, a recording, a folder of `aws` output. Rejects with an `ApiError`. */
export interface Transport {
  send(call: ApiCall, signal: AbortSignal): Promise<unknown>;
}
