import type { ChangeEvent, Introduction } from '../../model/trail-change.ts';

/** Enough to see how it came about; the trail's own questions tell the rest. */
const MOST_EARLIER = 10;

interface Found {
  readonly event: ChangeEvent;
  readonly names: string;
}

/** The latest of the changes that it is shown, in whatever order they come. */
export class FoundChanges {
  #latest: Found[] = [];
  #count = 0;
  /** An event that names several things of a finding is one event. */
  #last: ChangeEvent | null = null;

  /** Whether it is one more. */
  add(event: ChangeEvent, names: string): boolean {
    if (event === this.#last) return false;
    this.#last = event;
    this.#count++;
    this.#keep({ event, names });
    return true;
  }

  #keep(found: Found): void {
    const at = this.#latest.findIndex((each) => isLater(found.event, each.event));
    if (at < 0 && this.#latest.length > MOST_EARLIER) return;
    this.#latest.splice(at < 0 ? this.#latest.length : at, 0, found);
    this.#latest.length = Math.min(this.#latest.length, MOST_EARLIER + 1);
  }

  /** These, and what others found, of which so many are events that are among these. */
  with(others: readonly FoundChanges[], inBoth: number): FoundChanges {
    const all = new FoundChanges();
    all.#latest = [...this.#latest];
    all.#count = others.reduce((sum, each) => sum + each.#count, this.#count - inBoth);
    const own = new Set(this.#latest.map(({ event }) => event));
    for (const found of others.flatMap((each) => each.#latest)) if (!own.has(found.event)) all.#keep(found);
    return all;
  }

  introduction(): Introduction | null {
    const [first, ...earlier] = this.#latest;
    if (!first) return null;
    const { event, names } = first;
    return {
      kind: 'event',
      event,
      names,
      earlier: earlier.map((each) => each.event),
      earlierCount: this.#count - 1,
    };
  }
}

function isLater(one: ChangeEvent, other: ChangeEvent): boolean {
  if (one.time !== other.time) return one.time > other.time;
  return one.eventId > other.eventId;
}
