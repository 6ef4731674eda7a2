import { type Choice, GROUPINGS, type Grouping, SORTS, type Sort } from './choice.ts';
import { element, fill, number } from './element.ts';
import { FACET_NAMES, type FacetName } from './facets.ts';
import { FACET_TITLES, GROUPING_TITLES, type Labels, SORT_TITLES } from './labels.ts';

export interface ToolbarEvents {
  readonly search: (text: string) => void;
  readonly group: (grouping: Grouping) => void;
  readonly sort: (sort: Sort, descending: boolean) => void;
  readonly foldAll: (folded: boolean) => void;
  readonly drop: (facet: FacetName, key: string) => void;
  readonly clear: () => void;
  readonly filters: () => void;
}

export interface Shown {
  readonly count: number;
  readonly total: number;
  readonly groups: number;
}

/** Above the list: what is searched for, how it is ordered, how many there are, and what is picked. */
export class Toolbar {
  readonly root: HTMLElement;
  readonly search: HTMLInputElement;
  readonly #labels: Labels;
  readonly #events: ToolbarEvents;
  readonly #group: HTMLSelectElement;
  readonly #sort: HTMLSelectElement;
  readonly #direction: HTMLButtonElement;
  readonly #fold: HTMLButtonElement;
  readonly #filters: HTMLButtonElement;
  readonly #count = element('p', { class: 'shown', role: 'status' });
  readonly #chips = element('ul', { class: 'chips', 'aria-label': 'Filters in use' });
  #choice: Choice | null = null;

  constructor(labels: Labels, events: ToolbarEvents) {
    this.#labels = labels;
    this.#events = events;
    this.search = element('input', {
      type: 'search',
      id: 'search',
      class: 'search',
      placeholder: 'Search names, ARNs, tags, checks, words',
      'aria-label': 'Search findings',
      'aria-keyshortcuts': '/',
      autocomplete: 'off',
      spellcheck: 'false',
      oninput: () => events.search(this.search.value),
    });
    this.#group = select('Group by', GROUPINGS, GROUPING_TITLES, (value) => events.group(value));
    this.#sort = select('Sort by', SORTS, SORT_TITLES, (value) => events.sort(value, false));
    const button = (label: string, onclick: () => void): HTMLButtonElement =>
      element('button', { type: 'button', 'aria-label': label, title: label, onclick });
    this.#direction = button('Reverse the order', () => this.#reverse());
    this.#fold = button('Shut or open all groups', () => events.foldAll(!this.#choice?.folded));
    this.#filters = element(
      'button',
      { type: 'button', class: 'filters-button', 'aria-controls': 'facets', onclick: events.filters },
      'Filters',
    );
    this.root = element(
      'div',
      { class: 'toolbar' },
      element(
        'div',
        { class: 'controls' },
        this.search,
        this.#filters,
        labelled('Group', this.#group),
        this.#fold,
        labelled('Sort', this.#sort),
        this.#direction,
      ),
      element('div', { class: 'state-line' }, this.#count, this.#chips),
    );
  }

  show(choice: Choice, { count, total, groups }: Shown): void {
    this.#choice = choice;
    if (this.search.value !== choice.text && document.activeElement !== this.search)
      this.search.value = choice.text;
    set(this.#group, choice.group);
    set(this.#sort, choice.sort);
    fill(this.#direction, choice.descending ? '↑' : '↓');
    this.#direction.setAttribute('aria-pressed', String(choice.descending));
    fill(this.#fold, choice.folded ? '⊞' : '⊟');
    this.#fold.setAttribute('aria-pressed', String(choice.folded));
    this.#fold.disabled = choice.group === 'none';
    const parts = choice.group === 'none' ? '' : ` · ${number(groups)} ${groups === 1 ? 'group' : 'groups'}`;
    fill(this.#count, element('b', {}, number(count)), ` of ${number(total)} findings${parts}`);
    const chips = FACET_NAMES.flatMap((facet) => choice.picked[facet].map((key) => this.#chip(facet, key)));
    fill(
      this.#filters,
      'Filters',
      chips.length > 0 ? element('span', { class: 'count' }, number(chips.length)) : null,
    );
    fill(this.#chips, ...chips, chips.length > 1 ? element('li', {}, this.#clearButton()) : null);
  }

  #reverse(): void {
    if (this.#choice) this.#events.sort(this.#choice.sort, !this.#choice.descending);
  }

  #chip(facet: FacetName, key: string): HTMLLIElement {
    const label = `${FACET_TITLES[facet]}: ${this.#labels.of(facet, key)}`;
    const drop = (): void => this.#events.drop(facet, key);
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'chip', title: `Let go of ${label}`, onclick: drop },
        element('span', { class: 'text' }, label),
        element('span', { class: 'cross', 'aria-hidden': 'true' }, '×'),
      ),
    );
  }

  #clearButton(): HTMLButtonElement {
    return element('button', { type: 'button', class: 'quiet', onclick: this.#events.clear }, 'Clear all');
  }
}

function select<T extends string>(
  label: string,
  values: readonly T[],
  titles: Readonly<Record<T, string>>,
  change: (value: T) => void,
): HTMLSelectElement {
  const made = element(
    'select',
    { 'aria-label': label, onchange: () => change(made.value as T) },
    ...values.map((value) => element('option', { value }, titles[value])),
  );
  return made;
}

/** Browsers take their time to set a value again. */
function set(control: HTMLSelectElement, value: string): void {
  if (control.value !== value) control.value = value;
}

function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return element('label', { class: 'labelled' }, element('span', {}, text), control);
}
