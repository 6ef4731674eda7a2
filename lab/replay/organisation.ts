import type { AwsError } from './replay-response.ts';
import type { ServiceName } from './service-catalog.ts';

/** One API call as the server understood it. */
export type Call = {
  readonly account: string;
  readonly region: string;
  readonly service: ServiceName;
  readonly operation: string;
  /** Decoded by the operation's schema: dates are Dates, bytes Uint8Arrays. */
  readonly input: Readonly<Record<string, unknown>>;
};

/** The items of a listing that is too long to be held: the server takes them page by page. */
export type LazyItems = {
  readonly length: number;
  slice(start: number, end: number): readonly unknown[];
};

/** One list of an output: where it is, and its items in place of the output's own. */
export type Listing = { readonly path: readonly string[]; readonly items: LazyItems };

export type Answer =
  | { readonly output: Readonly<Record<string, unknown>>; readonly listings?: readonly Listing[] }
  | { readonly error: AwsError };

/** Whoever can answer for an AWS organisation: a recorded directory, an in-memory record, a generated one. */
export type Organisation = {
  readonly accounts: readonly string[];
  /** Undefined when nothing is known of this call. */
  answer(call: Call): Promise<Answer | undefined>;
};
