import type { AccountName } from '../accounts.ts';

export type Members = Readonly<Record<string, unknown>>;

/** One API call as lab/replay knows it: account by id, service by the suffix of its SDK package. */
export type OverlayCall = {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly input: Members;
};

export type OverlayError = { readonly name: string; readonly message: string; readonly status: number };

/** What AWS would say where moto says nothing: outputs as the SDK gives them, dates as Dates, bytes as Uint8Arrays. */
export type OverlayRecord = OverlayCall & { readonly reason: string } & (
    | { readonly output: Members }
    | { readonly error: OverlayError }
  );

/** A correction of moto's real answer. Pure: same answer in, same answer out. */
export type OverlayPatch = {
  readonly account: string;
  readonly service: string;
  readonly operation: string;
  readonly reason: string;
  readonly patch: (output: Members, call: OverlayCall) => Members;
};

export type Overlay = {
  readonly records: readonly OverlayRecord[];
  /** For every region. */
  readonly patches: readonly OverlayPatch[];
};

/** Where an entry of the overlay belongs, before it is spread over accounts and regions. */
export type Place = { readonly service: string; readonly operation: string; readonly reason: string };

/**
 * A patch written against the SDK's own output and input types. The cast is the documented edge: which type an
 * operation has is known to its author alone, as it is in the SDK's loosely typed middleware.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the author of a patch names the input's type
export function patchOf<Output extends object, Input extends object = object>(
  account: string,
  place: Place,
  patch: (output: Output, input: Input, call: OverlayCall) => Output,
): OverlayPatch {
  return {
    account,
    ...place,
    patch: (output, call) =>
      Object.fromEntries(Object.entries(patch(output as Output, call.input as Input, call))),
  };
}

/** An SDK answer without what the SDK adds to it. */
export const withoutMetadata = (answer: object): Members =>
  Object.fromEntries(Object.entries(answer).filter(([name]) => name !== '$metadata'));

/** Accounts under which a fact of the lab differs. */
export type PerAccount<T> = Readonly<Record<AccountName, T>>;
