import type { TracedCall } from './call-trace.ts';

/**
 * How many calls must be answered one after another before each call is answered, itself included: 1 for a call that
 * needs nothing of another, one more than its parent for the next page and for the details of what a list named.
 *
 * A call depends on the earliest answer that holds a text of its input. Only texts with a digit in them count (ids,
 * ARNs, page tokens, copies' names), and only those that calls of one or two regions use: `running` and `RSA_2048` are
 * constants. A dependency that is missed makes the depth too small, never too big.
 */
export function depths(calls: readonly TracedCall[]): ReadonlyMap<TracedCall, number> {
  const names = namesIn(calls);
  const needs = new Map(
    calls.map((call) => [call, [...textsOf(call.input)].filter((text) => names.has(text))]),
  );
  const producers = producersOf(calls, names);
  const known = new Map<TracedCall, number>();
  const givenAt = new Map<string, number>();
  let open = calls;
  for (let depth = 1; open.length > 0; depth++) {
    const isReady = (call: TracedCall): boolean =>
      (needs.get(call) ?? []).every((text) => givenAt.has(text) || !others(producers.get(text), call));
    const ready = open.filter(isReady);
    // Two calls that seem to need each other need neither.
    const level = ready.length > 0 ? ready : open;
    for (const call of level) known.set(call, depth);
    for (const call of level)
      for (const text of textsOf(call.output)) if (!givenAt.has(text)) givenAt.set(text, depth);
    const done = new Set(level);
    open = open.filter((call) => !done.has(call));
  }
  return known;
}

/** The texts of the calls' inputs that are no constants. */
function namesIn(calls: readonly TracedCall[]): ReadonlySet<string> {
  const regions = new Map<string, Set<string>>();
  for (const call of calls) {
    for (const text of textsOf(call.input)) {
      const known = regions.get(text) ?? new Set();
      regions.set(text, known.add(call.region));
    }
  }
  return new Set([...regions].flatMap(([text, used]) => (used.size > 2 ? [] : [text])));
}

/** Who answers with each of the texts that some input holds. */
function producersOf(
  calls: readonly TracedCall[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, readonly TracedCall[]> {
  const producers = new Map<string, TracedCall[]>();
  for (const call of calls) {
    for (const text of textsOf(call.output)) {
      if (!wanted.has(text)) continue;
      const known = producers.get(text);
      if (known) known.push(call);
      else producers.set(text, [call]);
    }
  }
  return producers;
}

function others(producers: readonly TracedCall[] | undefined, call: TracedCall): boolean {
  return producers?.some((each) => each !== call) ?? false;
}

function textsOf(value: unknown, texts: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value === 'string' && value.length > 3 && /\d/.test(value)) texts.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) textsOf(each, texts);
  return texts;
}
