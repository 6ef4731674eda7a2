import type { Step } from './address.ts';
import { type Choice, FINDINGS, INITIAL, NOTHING_PICKED, type Sort, toggled } from './choice.ts';
import { DetailPane } from './detail-pane.ts';
import { element, fill, number } from './element.ts';
import { type Exploration, Explorer, neighbourOf } from './exploration.ts';
import { FacetPanel } from './facet-panel.ts';
import type { Findings, Row } from './findings.ts';
import { Grid } from './grid.ts';
import { GridHead } from './grid-head.ts';
import type { Labels } from './labels.ts';
import { EvidenceShelf } from './packed-data.ts';
import { RowView } from './row-view.ts';
import { Search, searchedParts } from './search.ts';
import { Toolbar } from './toolbar.ts';
import { whenIdle } from './when-idle.ts';

/** Such screens show one thing at a time; the style sheet has the same width. */
const NARROW = '(max-width: 60rem)';

/** Filters, list and open finding: draws a choice, and turns what the reader does into the next one. */
export class ExplorerView {
  readonly #root: HTMLElement;
  readonly #findings: Findings;
  readonly #explorer: Explorer;
  readonly #address: (choice: Choice, step: Step) => void;
  readonly #facets: FacetPanel;
  readonly #toolbar: Toolbar;
  readonly #head: GridHead;
  readonly #grid: Grid;
  readonly #pane: DetailPane;
  readonly #empty: HTMLElement;
  readonly #done = element('button', { type: 'button', class: 'done', onclick: () => this.#filter(false) });
  readonly #search: Search;
  #choice: Choice = INITIAL;
  #isTyping = false;

  constructor(
    root: HTMLElement,
    findings: Findings,
    labels: Labels,
    address: (choice: Choice, step: Step) => void,
  ) {
    this.#root = root;
    this.#findings = findings;
    this.#address = address;
    this.#search = new Search(searchedParts(findings), findings.count);
    this.#explorer = new Explorer(findings.packed, this.#search);
    this.#toolbar = new Toolbar(labels, {
      search: (text) => this.#look(text),
      group: (group) => this.#choose({ group, turned: [] }),
      sort: (sort, descending) => this.#choose({ sort, descending }),
      foldAll: (folded) => this.#choose({ folded, turned: [] }),
      drop: (facet, key) => this.#choose(toggled(this.#choice, facet, key)),
      clear: () => this.#clear(),
      filters: () => this.#filter(!this.#root.classList.contains('filtering')),
    });
    this.#head = new GridHead((by) => this.#sortBy(by));
    this.#grid = new Grid(this.#head.root, new RowView(findings, labels), {
      open: (row, byKey) => this.#open(row, byKey),
      moved: (row) => this.#follow(row),
      turn: (key) => this.#turn(key),
    });
    this.#pane = new DetailPane(findings, new EvidenceShelf(), {
      close: () => this.close(),
      step: (by) => this.step(by),
    });
    this.#empty = element(
      'div',
      { class: 'empty' },
      element('p', {}, 'No finding is like that.'),
      element('button', { type: 'button', onclick: () => this.#clear() }, 'Clear all filters'),
    );
    const options = element('div', { class: 'facet-lists' });
    const first = this.#explorer.explore(INITIAL).selection;
    this.#facets = new FacetPanel(options, this.#explorer.facets, first, labels, (facet, key) =>
      this.#choose(toggled(this.#choice, facet, key)),
    );
    fill(
      root,
      element('aside', { id: 'facets', class: 'facets', 'aria-label': 'Filters' }, options, this.#done),
      element('div', { class: 'listing' }, this.#toolbar.root, this.#grid.root, this.#empty),
      this.#pane.root,
    );
  }

  show(choice: Choice): void {
    const opened = choice.finding !== this.#choice.finding ? choice.finding : null;
    this.#choice = choice;
    const exploration = this.exploration;
    const { selection, groups } = exploration;
    const { count } = selection;
    this.#facets.show(choice, selection);
    this.#toolbar.show(choice, { count, total: this.#findings.count, groups: groups.length });
    this.#head.show(choice);
    this.#grid.root.hidden = count === 0;
    this.#empty.hidden = count > 0;
    fill(this.#done, `Show ${number(count)} findings`);
    this.#pane.show(choice.finding);
    this.#root.classList.toggle('has-detail', choice.finding !== null);
    this.#grid.show(exploration, choice);
    const row = opened === null ? null : this.#findings.rowOf(opened);
    if (row !== null) this.#grid.reveal(row);
  }

  /** What the choice shows. */
  get exploration(): Exploration {
    return this.#explorer.explore(this.#choice);
  }

  /** Makes the first search as quick as the next, a little at a time: whatever the reader does comes in between. */
  prepareSearch(): void {
    whenIdle(() => this.#search.prepare());
  }

  focusSearch(): void {
    this.#toolbar.search.focus();
    this.#toolbar.search.select();
  }

  focusList(): void {
    this.#grid.root.focus();
  }

  /** Shuts what lies on top; false: nothing does. */
  close(): boolean {
    if (this.#root.classList.contains('filtering')) {
      this.#filter(false);
      return true;
    }
    if (this.#choice.finding === null) return false;
    const hadFocus = this.#pane.hasFocus;
    this.#choose({ finding: null });
    if (hadFocus) this.focusList();
    return true;
  }

  /** To the next finding, or the one before: of the open one where there is one, else of the list's lines. */
  step(by: 1 | -1): void {
    const { finding } = this.#choice;
    const row = finding === null ? null : this.#findings.rowOf(finding);
    if (row === null) {
      this.focusList();
      return this.#grid.move(by);
    }
    const next = neighbourOf(this.exploration.groups, row, by);
    if (next !== null) this.#choose({ finding: this.#findings.at(next).id }, 'replace');
  }

  foldAll(): void {
    this.#choose({ folded: !this.#choice.folded, turned: [] });
  }

  #choose(change: Partial<Choice>, step: Step = 'push'): void {
    this.#isTyping = false;
    this.#address({ ...this.#choice, view: FINDINGS, ...change }, step);
  }

  /** One step back for all the letters of a search. */
  #look(text: string): void {
    const step = this.#isTyping ? 'replace' : 'push';
    this.#choose({ text }, step);
    this.#isTyping = true;
  }

  #sortBy(sort: Sort): void {
    const descending = this.#choice.sort === sort && !this.#choice.descending;
    this.#choose({ sort, descending });
  }

  #clear(): void {
    this.#choose({ picked: NOTHING_PICKED, text: '' });
  }

  #turn(key: string): void {
    const { turned } = this.#choice;
    const next = turned.includes(key) ? turned.filter((each) => each !== key) : [...turned, key];
    this.#choose({ turned: next }, 'replace');
  }

  #open(row: Row, byKey: boolean): void {
    this.#choose({ finding: this.#findings.at(row).id }, this.#choice.finding === null ? 'push' : 'replace');
    if (byKey || matchMedia(NARROW).matches) this.#pane.focus();
  }

  /** The open finding is the one on the list's line. */
  #follow(row: Row): void {
    if (this.#choice.finding !== null) this.#choose({ finding: this.#findings.at(row).id }, 'replace');
  }

  #filter(on: boolean): void {
    this.#root.classList.toggle('filtering', on);
    if (on) this.#root.querySelector<HTMLElement>('.facets input')?.focus();
  }
}
