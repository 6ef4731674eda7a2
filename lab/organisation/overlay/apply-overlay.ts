import { isDeepStrictEqual } from 'node:util';

import type { Members, Overlay, OverlayCall, OverlayError } from './overlay.ts';

export type Answered = { readonly output: Members } | { readonly error: OverlayError };

/** The hand-made answer to exactly this call, if there is one. Page sizes and tokens do not count. */
export function recordedAnswer(overlay: Overlay, call: OverlayCall): Answered | undefined {
  const asked = withoutPaging(call.input);
  return overlay.records.find(
    (record) => samePlace(record, call) && isDeepStrictEqual(withoutPaging(record.input), asked),
  );
}

/** moto's answer with every correction that applies to this call. */
export function patched(overlay: Overlay, call: OverlayCall, output: Members): Members {
  return overlay.patches
    .filter((patch) => patch.account === call.account)
    .filter((patch) => patch.service === call.service && patch.operation === call.operation)
    .reduce((answer, { patch }) => patch(answer, call), output);
}

const samePlace = (record: OverlayCall, call: OverlayCall): boolean =>
  record.account === call.account &&
  record.region === call.region &&
  record.service === call.service &&
  record.operation === call.operation;

const PAGING = new Set([
  'MaxResults',
  'NextToken',
  'MaxItems',
  'Marker',
  'maxResults',
  'nextToken',
  'PageSize',
  'Limit',
]);

const withoutPaging = (input: Members): Members =>
  Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== undefined && !PAGING.has(name)),
  );
