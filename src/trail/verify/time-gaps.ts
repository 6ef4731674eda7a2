import type { TimeSpan } from '../answers/verify-document.ts';
import { type Chain, chainOf, DIGESTED_WITHIN_MS } from './chain.ts';
import type { Digest } from './digest.ts';

export interface Times {
  readonly covered: readonly TimeSpan[];
  readonly gaps: readonly TimeSpan[];
  readonly since: readonly TimeSpan[];
}

/**
 * By account, region and trail, the times that digests tell of, and those of which none does: between them, and after
 * the last where others of the same trail go on; `since`: after the last of the whole trail, to `until`. CloudTrail
 * delivers a digest where nothing happened, too.
 */
export function timesOf(digests: readonly Digest[], until: string | undefined): Times {
  const chains = [...Map.groupBy(digests, (each) => JSON.stringify(chainOf(each)))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([chain, each]) => ({ chain: JSON.parse(chain) as Chain, spans: joined(each) }));
  const ends = new Map<string, string>();
  for (const { chain, spans } of chains)
    ends.set(chain.ofTrail, later(ends.get(chain.ofTrail), spans.at(-1)?.to ?? ''));
  const each = chains.map(({ chain: { ofTrail, ...place }, spans }) => ({
    covered: spans.map((span) => ({ ...place, ...span })),
    gaps: gapsIn(spans, ends.get(ofTrail) ?? '').map((span) => ({ ...place, ...span })),
    since: gapTo(until ?? '', ends.get(ofTrail) ?? '').map((span) => ({ ...place, ...span })),
  }));
  return {
    covered: each.flatMap(({ covered }) => covered),
    gaps: each.flatMap(({ gaps }) => gaps),
    since: each.flatMap(({ since }) => since),
  };
}

function later(one: string | undefined, other: string): string {
  return one === undefined || Date.parse(other) > Date.parse(one) ? other : one;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Spans that touch or overlap are one. */
function joined(digests: readonly Digest[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { start, end } of digests.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const last = spans.at(-1);
    if (last === undefined || Date.parse(start) > Date.parse(last.to)) spans.push({ from: start, to: end });
    else if (Date.parse(end) > Date.parse(last.to)) spans[spans.length - 1] = { from: last.from, to: end };
  }
  return spans;
}

/** `end`: where the last chain of the trail ends. */
function gapsIn(spans: readonly Span[], end: string): readonly Span[] {
  return spans.flatMap(({ to }, index) => {
    const next = spans[index + 1];
    return next ? [{ from: to, to: next.from }] : gapTo(end, to);
  });
}

/** Longer than the next digest takes. */
function gapTo(end: string, from: string): readonly Span[] {
  return Date.parse(end) - Date.parse(from) > DIGESTED_WITHIN_MS ? [{ from, to: end }] : [];
}
