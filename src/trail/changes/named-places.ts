import type { JsonValue } from '../../model/json.ts';
import { isOfDoer, pathOf } from '../questions/named-resource.ts';
import { KEPT_LENGTH, nameSum } from './index-layout.ts';

/** What stands somewhere in some changes. */
export interface Name {
  readonly path: string;
  readonly text: string;
  readonly sum: number;
  /** As `NameEntry` has them. */
  readonly steps: number[];
  last: number;
}

/** A place in the JSON of changes, and what stands there and below: as `textsIn` finds it, but no path is put together twice. */
export class NamedPlace {
  readonly #path: string;
  /** Null: what is below says who did it. */
  readonly #members = new Map<string, NamedPlace | null>();
  readonly #items: NamedPlace[] = [];
  readonly #names = new Map<string, Name>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Of all that was read here so far. */
  *names(): Generator<Name> {
    yield* this.#names.values();
    for (const each of this.#items) yield* each.names();
    for (const each of this.#members.values()) if (each) yield* each.names();
  }

  /** Adds the names in the value. */
  read(value: JsonValue | undefined, found: Name[]): void {
    if (typeof value === 'string') found.push(this.#nameOf(value));
    else if (Array.isArray(value)) this.#readItems(value, found);
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) this.#member(key)?.read(each, found);
  }

  #readItems(value: readonly JsonValue[], found: Name[]): void {
    for (let index = 0; index < value.length; index += 1) {
      const item = this.#items[index] ?? new NamedPlace(pathOf(this.#path, index));
      this.#items[index] = item;
      item.read(value[index], found);
    }
  }

  #member(key: string): NamedPlace | null {
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const member = isOfDoer(key) ? null : new NamedPlace(pathOf(this.#path, key));
    this.#members.set(key, member);
    return member;
  }

  #nameOf(whole: string): Name {
    const text = whole.length > KEPT_LENGTH ? whole.slice(-KEPT_LENGTH) : whole;
    const known = this.#names.get(text);
    if (known) return known;
    const name = { path: this.#path, text, sum: nameSum(text), steps: [], last: 0 };
    this.#names.set(text, name);
    return name;
  }
}
