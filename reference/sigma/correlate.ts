import type { JsonMap } from './evaluate.ts';

/** An event that fits a rule: by number, which of the rules; when, in seconds; its group; what is counted of it. */
export interface Fit {
  readonly rule: number;
  readonly time: number;
  readonly group: string;
  readonly value: string;
  readonly event: JsonMap;
}

export interface Correlation {
  readonly type: 'event_count' | 'value_count' | 'temporal' | 'temporal_ordered';
  readonly rules: number;
  readonly seconds: number;
  readonly isEnough: (count: number) => boolean;
}

export interface Together {
  readonly group: string;
  readonly first: number;
  readonly last: number;
  readonly most: number;
}

/** Every event in turn is the end of a window; windows with enough that lie no further apart than one is long are one. */
export function correlate(fits: readonly Fit[], rule: Correlation): readonly Together[] {
  const found: Together[] = [];
  for (const [group, own] of Map.groupBy(fits, (each) => each.group)) {
    let open: Together | null = null;
    for (const end of [...new Set(own.map(({ time }) => time))].sort((a, b) => a - b)) {
      const within = own.filter(({ time }) => time <= end && time >= end - rule.seconds);
      const count = counted(within, end, rule);
      if (!rule.isEnough(count)) continue;
      const isOne: boolean = open !== null && end - open.last <= rule.seconds;
      if (open !== null && isOne) {
        found.pop();
        open = { group, first: open.first, last: end, most: Math.max(open.most, count) };
      } else open = { group, first: end, last: end, most: count };
      found.push(open);
    }
  }
  return found;
}

function counted(within: readonly Fit[], end: number, { type, rules }: Correlation): number {
  if (type === 'event_count') return new Set(within.map(({ event }) => event)).size;
  if (type === 'value_count') return new Set(within.map(({ value }) => value)).size;
  if (type === 'temporal') return new Set(within.map(({ rule }) => rule)).size;
  return within.some((each) => each.rule === rules - 1 && each.time === end && follows(each, within))
    ? rules
    : 0;
}

/** Whether the rules before it, each no later than the next, have events here. */
function follows(fit: Fit, within: readonly Fit[]): boolean {
  if (fit.rule === 0) return true;
  return within.some((each) => each.rule === fit.rule - 1 && each.time <= fit.time && follows(each, within));
}
