import type { Resource } from '../model/resource-types.ts';

/** Longer ones are seldom equal, and remembering what they look like costs more than it saves. */
const LONGEST = 300;

/**
 * Makes equal texts of many resources one string, and equal small values (a reading, tags, a list of names) one
 * object: 100,000 resources say the same few things over and over, and take half the memory this way.
 *
 * Changes plain data in place and nothing that can be seen of it, for resources are never changed later. Objects in
 * lists stay objects of their own: checks tell rules that are alike apart by identity.
 */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  readonly #values = new Map<string, object>();

  share(resource: Resource): void {
    this.#shareMembers(resource);
  }

  /** Whether it holds texts, numbers and the like only. */
  #shareMembers(value: object): boolean {
    if (Array.isArray(value)) return this.#shareItems(value);
    const holder = value as Record<string, unknown>; // plain data: its members can be asked for by any key
    let isFlat = true;
    for (const key in holder) {
      const member = holder[key];
      if (typeof member === 'string') holder[key] = this.#text(member);
      else if (typeof member === 'object' && member !== null) {
        isFlat = false;
        if (this.#shareMembers(member)) holder[key] = this.#value(member);
      }
    }
    return isFlat;
  }

  #shareItems(items: unknown[]): boolean {
    let isFlat = true;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (typeof item === 'string') items[index] = this.#text(item);
      else if (typeof item === 'object' && item !== null) {
        isFlat = false;
        this.#shareMembers(item);
      }
    }
    return isFlat;
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  #value(value: object): object {
    const looks = JSON.stringify(value);
    if (looks.length > LONGEST) return value;
    const known = this.#values.get(looks);
    if (known === undefined) this.#values.set(looks, value);
    return known ?? value;
  }
}
