import type { Choice } from './choice.ts';
import { element, fill, number } from './element.ts';
import { type Facet, type FacetName, type Facets, LISTED_FACETS, type ListedFacet } from './facets.ts';
import { FACET_TITLES, type Labels } from './labels.ts';
import type { Selection } from './select.ts';

/** Keys shown before "all": as many as are read at a glance. */
const FEW = 6;
/** A box to look for a key is worth its place from here on. */
const MANY = 12;
/** Their keys have an order of their own; others come with the most failures first. */
const IN_ORDER: ReadonlySet<FacetName> = new Set(['status', 'severity', 'practice']);

export type Toggle = (facet: FacetName, key: string) => void;

/** The filters, each key with what it would show. */
export class FacetPanel {
  readonly #lists: readonly FacetList[];

  constructor(root: Element, facets: Facets, first: Selection, labels: Labels, toggle: Toggle) {
    this.#lists = LISTED_FACETS.filter((name) => facets[name].keys.length > 1 || name === 'status').map(
      (name) => new FacetList(name, facets[name], first.counts[name], labels, toggle),
    );
    fill(root, ...this.#lists.map((list) => list.root));
  }

  show(choice: Choice, { counts }: Selection): void {
    for (const list of this.#lists) list.show(choice.picked[list.name], counts[list.name]);
  }
}

interface Option {
  readonly root: HTMLLabelElement;
  readonly box: HTMLInputElement;
  readonly count: HTMLElement;
}

class FacetList {
  readonly name: ListedFacet;
  readonly root: HTMLElement;
  readonly #facet: Facet;
  readonly #order: readonly number[];
  readonly #labels: Labels;
  readonly #toggle: Toggle;
  /** By key; those beyond the few are made when they are asked for. */
  readonly #options = new Map<number, Option>();
  readonly #list = element('div', { class: 'options' });
  readonly #sought = element('input', {
    type: 'search',
    class: 'seek',
    placeholder: 'Find…',
    autocomplete: 'off',
    oninput: () => this.#draw(),
  });
  #isWhole = false;
  #picked: readonly string[] = [];
  #counts: Int32Array = new Int32Array();

  constructor(name: ListedFacet, facet: Facet, first: Int32Array, labels: Labels, toggle: Toggle) {
    this.name = name;
    this.#facet = facet;
    this.#labels = labels;
    this.#toggle = toggle;
    const keys = facet.keys.map((_, index) => index);
    this.#order = IN_ORDER.has(facet.name)
      ? this.#natural(keys)
      : keys.sort((a, b) => (first[b] ?? 0) - (first[a] ?? 0));
    const title = FACET_TITLES[facet.name];
    this.#sought.setAttribute('aria-label', `Find in ${title}`);
    this.root = element(
      'fieldset',
      { class: `facet facet-${facet.name}` },
      element('legend', {}, title),
      this.#list,
    );
  }

  show(picked: readonly string[], counts: Int32Array): void {
    this.#picked = picked;
    this.#counts = counts;
    this.#draw();
  }

  /** Practices by their number, as the packer met them in any order. */
  #natural(keys: readonly number[]): readonly number[] {
    if (this.name !== 'practice') return keys;
    return keys.toSorted((a, b) => Number(this.#facet.keys[a]) - Number(this.#facet.keys[b]));
  }

  #draw(): void {
    const shown = this.#shownKeys();
    const options = shown.map((key) => this.#option(key));
    const wanted: readonly Element[] = [
      ...(this.#isWhole && this.#order.length > MANY ? [this.#sought] : []),
      ...options.map((option) => option.root),
      ...this.#more(shown.length),
    ];
    // Elements that stay keep the focus.
    if (
      wanted.length !== this.#list.children.length ||
      wanted.some((each, at) => this.#list.children[at] !== each)
    )
      this.#list.replaceChildren(...wanted);
    shown.forEach((key, at) => {
      const option = options[at];
      const count = this.#counts[key] ?? 0;
      if (!option) return;
      option.box.checked = this.#picked.includes(this.#facet.keys[key] ?? '');
      option.count.textContent = number(count);
      option.root.classList.toggle('none', count === 0);
    });
  }

  #shownKeys(): readonly number[] {
    const words = this.#sought.value.toLowerCase();
    const isPicked = (key: number): boolean => this.#picked.includes(this.#facet.keys[key] ?? '');
    if (this.#isWhole)
      return this.#order.filter((key) => isPicked(key) || this.#text(key).toLowerCase().includes(words));
    if (IN_ORDER.has(this.name)) return this.#order;
    const few = this.#order.slice(0, FEW);
    return [...few, ...this.#order.slice(FEW).filter(isPicked)];
  }

  #text(key: number): string {
    const value = this.#facet.keys[key] ?? '';
    return `${this.#labels.of(this.name, value)} ${value}`;
  }

  readonly #moreButton = element('button', { type: 'button', class: 'quiet', onclick: () => this.#turn() });

  #more(shown: number): readonly Element[] {
    if (IN_ORDER.has(this.name) || this.#order.length <= FEW) return [];
    fill(this.#moreButton, this.#isWhole ? 'Show fewer' : `Show all ${number(this.#order.length)}`);
    return this.#isWhole || shown < this.#order.length ? [this.#moreButton] : [];
  }

  #turn(): void {
    this.#isWhole = !this.#isWhole;
    this.#sought.value = '';
    this.root.classList.toggle('whole', this.#isWhole);
    this.#draw();
  }

  #option(key: number): Option {
    const made = this.#options.get(key) ?? this.#make(key);
    this.#options.set(key, made);
    return made;
  }

  #make(key: number): Option {
    const value = this.#facet.keys[key] ?? '';
    const box = element('input', { type: 'checkbox', onchange: () => this.#toggle(this.name, value) });
    const count = element('span', { class: 'count' });
    const text = element(
      'span',
      { class: `text ${this.name === 'severity' ? `sev ${value}` : ''}` },
      this.#labels.of(this.name, value),
    );
    const title = this.name === 'check' || this.name === 'type' ? value : this.#labels.of(this.name, value);
    return { box, count, root: element('label', { title }, box, text, count) };
  }
}
