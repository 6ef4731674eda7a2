import type { TimeSpan } from '../answers/verify-document.ts';
import { logKey } from '../log-key.ts';
import type { Digest } from './digest.ts';

/** By account and region, the times that digests tell of, and those between of which none does. */
export function timesOf(digests: readonly Digest[]): {
  readonly covered: readonly TimeSpan[];
  readonly gaps: readonly TimeSpan[];
} {
  const places = Map.groupBy(digests, placeOf);
  const spans = [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([place, each]) => {
      const [account = '', region = ''] = place.split(' ');
      return joined(each).map((span) => ({ account, region, ...span }));
    });
  return { covered: spans, gaps: spans.flatMap((span, index) => gapAfter(span, spans[index + 1])) };
}

/** `111122223333 eu-west-1` */
export function placeOf({ account, key }: Pick<Digest, 'account' | 'key'>): string {
  return `${account} ${logKey(`/${key}`).region ?? ''}`;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Spans that touch or overlap are one: several trails may deliver to a bucket. */
function joined(digests: readonly Digest[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { start, end } of digests.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const last = spans.at(-1);
    if (last === undefined || Date.parse(start) > Date.parse(last.to)) spans.push({ from: start, to: end });
    else if (Date.parse(end) > Date.parse(last.to)) spans[spans.length - 1] = { from: last.from, to: end };
  }
  return spans;
}

function gapAfter(span: TimeSpan, next: TimeSpan | undefined): readonly TimeSpan[] {
  const { account, region } = span;
  if (next?.account !== account || next.region !== region) return [];
  return [{ account, region, from: span.to, to: next.from }];
}
