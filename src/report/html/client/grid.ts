import type { Choice } from './choice.ts';
import { element, fill } from './element.ts';
import { type Exploration, placeOf } from './exploration.ts';
import type { Row } from './findings.ts';
import { type Heights, Layout, type Line } from './layout.ts';
import type { RowView } from './row-view.ts';

/** Drawn above and below what is in sight, so that a turn of the wheel shows no gap. */
const BEYOND = 12;
/** Milliseconds until they are. */
const PAUSE = 60;
/** Browsers lay out no box much higher (Firefox: 17.9 million pixels): longer lists scroll faster than the wheel. */
const HIGHEST = 15_000_000;

export interface GridEvents {
  readonly open: (row: Row, byKey: boolean) => void;
  /** The active line was moved to this finding. */
  readonly moved: (row: Row) => void;
  readonly turn: (groupKey: string) => void;
}

/**
 * The list: only the lines in sight are in the document. One tab stop; the active line is told to assistive technology
 * by aria-activedescendant, which keeps its place while lines come and go.
 * https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/
 */
export class Grid {
  readonly root: HTMLElement;
  readonly #body = element('div', { class: 'lines', role: 'rowgroup' });
  readonly #stuck = element('div', { class: 'stuck', 'aria-hidden': 'true' });
  readonly #view: RowView;
  readonly #events: GridEvents;
  readonly #drawn = new Map<number, HTMLElement>();
  #exploration: Exploration | null = null;
  #choice: Choice | null = null;
  #layout = new Layout([], { header: 1, row: 1 });
  // Known, so that a draw need not ask: the browser would lay out the page to answer, and once more to show it.
  /** Of a line; null: to be measured. */
  #measured: Heights | null = null;
  /** Of the list's own box; null: to be measured. */
  #room: number | null = null;
  #isScrolled = false;
  #active = 0;
  #frame = 0;
  #pause = 0;

  constructor(head: HTMLElement, view: RowView, events: GridEvents) {
    this.#view = view;
    this.#events = events;
    this.root = element(
      'div',
      {
        class: 'grid',
        role: 'treegrid',
        id: 'grid',
        tabindex: 0,
        'aria-label': 'Findings',
        'aria-readonly': 'true',
        onkeydown: (event) => this.#key(event),
        onclick: (event) => this.#click(event),
      },
      head,
      this.#stuck,
      this.#body,
    );
    this.root.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(this.root);
  }

  show(exploration: Exploration, choice: Choice): void {
    const isSameList = this.#exploration === exploration;
    this.#exploration = exploration;
    this.#choice = choice;
    this.#lay();
    if (!isSameList) {
      if (this.#isScrolled) this.root.scrollTop = 0;
      this.#isScrolled = false;
      this.#active = 0;
    }
    this.#active = Math.max(0, Math.min(this.#active, this.#layout.lines - 1));
    this.#redraw();
  }

  /** Makes this finding's line the active one and brings it in sight; nothing where it is not listed. */
  reveal(row: Row): void {
    const place = this.#exploration && placeOf(this.#exploration.groups, row);
    const line = place && this.#layout.lineOf(place.block, place.index);
    if (line !== null) this.#activate(line);
  }

  /** The finding on the active line; null: a group, or nothing. */
  get #activeRow(): Row | null {
    const line = this.#layout.lineAt(this.#active);
    return line.kind === 'row' ? (this.#exploration?.groups[line.block]?.rows[line.index] ?? null) : null;
  }

  move(by: number): void {
    if (this.#layout.lines > 0) this.#moveTo(this.#active + by);
  }

  #moveTo(line: number): void {
    this.#activate(line);
    const row = this.#activeRow;
    if (row !== null) this.#events.moved(row);
  }

  #lay(): void {
    const { groups, isGrouped } = this.#exploration ?? { groups: [], isGrouped: true };
    const blocks = groups.map(({ key, rows }) => ({
      size: rows.length,
      shut: isGrouped && this.#isShut(key),
    }));
    this.#layout = new Layout(blocks, this.#heights, isGrouped);
    this.#body.style.height = `${Math.min(this.#layout.height, HIGHEST)}px`;
    this.root.setAttribute('aria-rowcount', String(this.#layout.lines + 1));
  }

  get #heights(): Heights {
    this.#measured ??= this.#view.heights(this.root);
    return this.#measured ?? { header: 1, row: 1 };
  }

  #isShut(key: string): boolean {
    const { folded = false, turned = [] } = this.#choice ?? {};
    return folded !== turned.includes(key);
  }

  #resized(): void {
    const before = this.#measured;
    this.#measured = null;
    this.#room = null;
    if (!this.#exploration) return;
    const { header, row } = this.#heights;
    if (before?.header === header && before.row === row) return this.#draw();
    this.#lay();
    this.#redraw();
  }

  /** Everything anew: lines may hold something else now. Those in sight first; the others when they have been seen. */
  #redraw(): void {
    this.#drawn.clear();
    this.#body.replaceChildren();
    this.#draw(0);
    this.#later();
  }

  #scrolled(): void {
    this.#isScrolled = this.root.scrollTop > 0;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #later(): void {
    clearTimeout(this.#pause);
    this.#pause = window.setTimeout(() => this.#draw(), PAUSE);
  }

  /** How far into the list the top edge is: what is scrolled, stretched where the list is longer than its box. */
  get #offset(): number {
    const scrollTop = this.#scrollTop;
    const clientHeight = this.#clientHeight;
    const box = Math.min(this.#layout.height, HIGHEST);
    return box <= clientHeight
      ? scrollTop
      : (scrollTop * (this.#layout.height - clientHeight)) / (box - clientHeight);
  }

  get #scrollTop(): number {
    return this.#isScrolled ? this.root.scrollTop : 0;
  }

  get #clientHeight(): number {
    this.#room ??= this.root.clientHeight;
    return this.#room;
  }

  #draw(beyond = BEYOND): void {
    const offset = this.#offset;
    const shift = this.#scrollTop - offset;
    const { from, to } = this.#layout.visible(offset, this.#clientHeight, beyond);
    for (const [line, node] of this.#drawn) {
      if (line >= from && line < to) continue;
      node.remove();
      this.#drawn.delete(line);
    }
    for (let line = from; line < to; line++) {
      const node = this.#drawn.get(line) ?? this.#make(line);
      node.style.transform = `translateY(${this.#layout.topOf(line) + shift}px)`;
    }
    this.#markActive();
    this.#stick(offset);
  }

  #make(line: number): HTMLElement {
    const node = this.#lineView(this.#layout.lineAt(line));
    node.id = `line-${line}`;
    node.dataset['line'] = String(line);
    node.setAttribute('aria-rowindex', String(line + 2));
    this.#drawn.set(line, node);
    this.#body.append(node);
    return node;
  }

  #lineView(line: Line): HTMLElement {
    const { groups, isGrouped } = this.#exploration ?? { groups: [], isGrouped: false };
    const group = groups[line.block];
    const { group: grouping = 'none', finding = null } = this.#choice ?? {};
    if (!group) return element('div', { role: 'row' });
    if (line.kind === 'header') return this.#view.header(group, grouping, this.#isShut(group.key));
    return this.#view.row(group.rows[line.index] ?? 0, {
      level: isGrouped ? 2 : 1,
      saysSeverity: grouping === 'check' || grouping === 'severity',
      openId: finding,
    });
  }

  #markActive(): void {
    for (const [line, node] of this.#drawn) {
      node.classList.toggle('active', line === this.#active);
    }
    if (this.#drawn.has(this.#active))
      this.root.setAttribute('aria-activedescendant', `line-${this.#active}`);
    else this.root.removeAttribute('aria-activedescendant');
  }

  /** The header of the group whose rows are at the top, so that no row stands without its group's name. */
  #stick(offset: number): void {
    const top =
      this.#layout.lines === 0 ? null : this.#layout.lineAt(this.#layout.lineBelow(Math.max(0, offset)));
    const group =
      top && this.#exploration?.isGrouped && top.kind === 'row' ? this.#exploration.groups[top.block] : null;
    const key = group ? group.key : '';
    if (this.#stuck.dataset['key'] === key && group) return;
    this.#stuck.dataset['key'] = key;
    fill(this.#stuck, group ? this.#view.header(group, this.#choice?.group ?? 'none', false) : null);
  }

  #activate(line: number): void {
    this.#active = Math.max(0, Math.min(line, this.#layout.lines - 1));
    const top = this.#layout.topOf(this.#active);
    const bottom = top + this.#layout.heightOf(this.#active);
    const headed = this.#layout.lineAt(this.#active).kind === 'row' ? this.#stuckHeight : 0;
    const room = this.root.clientHeight - (this.#body.offsetTop || 0);
    const offset = this.#offset;
    if (top - headed < offset) this.#scrollTo(top - headed);
    else if (bottom > offset + room) this.#scrollTo(bottom - room);
    this.#draw();
  }

  get #stuckHeight(): number {
    return this.#exploration?.isGrouped ? this.#heights.header : 0;
  }

  #scrollTo(offset: number): void {
    const { clientHeight } = this.root;
    const box = Math.min(this.#layout.height, HIGHEST);
    const stretch = box <= clientHeight ? 1 : (box - clientHeight) / (this.#layout.height - clientHeight);
    this.root.scrollTop = Math.max(0, offset * stretch);
    this.#isScrolled = true;
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== this.root || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.root.clientHeight / this.#heights.row) - 2);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      PageDown: () => this.move(page),
      PageUp: () => this.move(-page),
      Home: () => this.#moveTo(0),
      End: () => this.#moveTo(this.#layout.lines - 1),
      Enter: () => this.#enter(true),
      ' ': () => this.#enter(true),
      ArrowRight: () => this.#fold(false),
      ArrowLeft: () => this.#fold(true),
    };
    const move = moves[event.key];
    if (!move || this.#layout.lines === 0) return;
    event.preventDefault();
    move();
  }

  #enter(byKey: boolean): void {
    const line = this.#layout.lineAt(this.#active);
    const group = this.#exploration?.groups[line.block];
    if (!group) return;
    if (line.kind === 'header') this.#events.turn(group.key);
    else this.#events.open(group.rows[line.index] ?? 0, byKey);
  }

  /** Left on a finding goes to its group, on an open group shuts it; right opens a shut group. */
  #fold(shut: boolean): void {
    const line = this.#layout.lineAt(this.#active);
    const group = this.#exploration?.groups[line.block];
    if (!group || !this.#exploration?.isGrouped) return;
    if (line.kind === 'row') {
      if (shut) this.#activate(this.#layout.lineOf(line.block, null) ?? 0);
    } else if (this.#isShut(group.key) !== shut) this.#events.turn(group.key);
    else if (!shut) this.#activate(this.#active + 1);
  }

  #click(event: MouseEvent): void {
    const node = event.target instanceof Element ? event.target.closest('[data-line], .stuck') : null;
    if (!(node instanceof HTMLElement)) return;
    const line = node.dataset['line'];
    if (line === undefined) {
      if (node.dataset['key']) this.#events.turn(node.dataset['key']);
      return;
    }
    this.#active = Number(line);
    this.#markActive();
    this.#enter(false);
  }
}
