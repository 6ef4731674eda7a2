import { dependOnTexts, type TrailEvent } from '../event-actions.ts';
import { type Naming, namingsOf } from '../event-resources.ts';
import { parsed } from '../questions/call-group.ts';
import { neededFor } from './summed-calls.ts';
import type { AlikeCalls } from './use-sums.ts';

/** What a call is, whatever it asks for. */
export type CallKind = Pick<
  TrailEvent,
  'eventSource' | 'eventName' | 'eventType' | 'awsRegion' | 'recipientAccountId'
>;

export interface NumberedNeeds {
  /** Calls with the same need the same. */
  readonly number: number;
  readonly needed: Pick<AlikeCalls, 'kind' | 'actions'>;
}

/** What calls of a kind have in common whose requests have one outline. */
export interface AlikeRequests {
  /** Null: it depends on their texts. */
  readonly needs: NumberedNeeds | null;
  /** With the number of each text in its place. */
  readonly namings: readonly Naming[];
}

/** Characters of outlines that are kept: a log has some hundred kinds of calls, but may say anything. */
const MOST_CHARACTERS = 16_000_000;

/** What was found out about kinds of calls, from batch to batch. */
export class KnownCalls {
  readonly #needs = new Map<string, NumberedNeeds>();
  readonly #alike = new Map<string, AlikeRequests>();
  readonly #most: number;
  #room: number;

  constructor(mostCharacters = MOST_CHARACTERS) {
    this.#most = mostCharacters;
    this.#room = mostCharacters;
  }

  needsOf(event: TrailEvent): NumberedNeeds {
    const needed = neededFor(event);
    const key = `${needed.kind} ${needed.actions.join()}`;
    const known = this.#needs.get(key) ?? { number: this.#needs.size, needed };
    this.#needs.set(key, known);
    return known;
  }

  /** `outline`: null where there is no request. */
  alike(kind: CallKind, outline: string | null): AlikeRequests {
    const key = JSON.stringify([...Object.values(kind), outline]);
    const known = this.#alike.get(key);
    if (known) return known;
    const found = this.#alikeOf({ ...kind, requestParameters: parsed(outline) });
    this.#keep(key, found);
    return found;
  }

  #alikeOf(event: TrailEvent): AlikeRequests {
    return {
      needs: dependOnTexts(event) ? null : this.needsOf(event),
      namings: namingsOf(event).filter(({ text }) => text !== ''),
    };
  }

  #keep(key: string, found: AlikeRequests): void {
    this.#room -= key.length;
    if (this.#room < 0) {
      this.#alike.clear();
      this.#room = this.#most - key.length;
    }
    this.#alike.set(key, found);
  }
}
