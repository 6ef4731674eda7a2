import { principalOf, type Way, type WayRequest, wayOf } from '../escalation-way.ts';
import type { Step } from './address.ts';
import { type Choice, ESCALATIONS, FINDINGS, hashOf, INITIAL } from './choice.ts';
import { element, fill } from './element.ts';
import type { Findings, ShownFinding } from './findings.ts';
import type { EvidenceShelf } from './packed-data.ts';
import type { Face } from './way-layout.ts';
import { wayMap } from './way-map.ts';

/** Where the page is not laid out, as before it is printed. */
const USUAL_WIDTH = 640;
const NARROWEST = 260;

/** The table of ways, of which one is chosen, and the map of that one. */
export class WaysView {
  readonly #table: HTMLElement;
  readonly #place: HTMLElement;
  readonly #findings: Findings;
  readonly #evidence: EvidenceShelf;
  readonly #address: (choice: Choice, step: Step) => void;
  /** In the order of the table. */
  readonly #rows: readonly HTMLTableRowElement[];
  #choice: Choice = { ...INITIAL, view: ESCALATIONS };
  #drawn: string | null = null;
  #redraw: () => void = () => undefined;

  constructor(
    table: HTMLElement,
    place: HTMLElement,
    findings: Findings,
    evidence: EvidenceShelf,
    address: (choice: Choice, step: Step) => void,
  ) {
    this.#table = table;
    this.#place = place;
    this.#findings = findings;
    this.#evidence = evidence;
    this.#address = address;
    this.#rows = [...table.querySelectorAll<HTMLTableRowElement>('tr[data-finding]')];
    table.addEventListener('click', (event) => this.#click(event));
    table.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#redraw()).observe(place);
  }

  /** Without a finding, the first of the table. */
  show(choice: Choice): void {
    const isArrival = choice.finding !== null && choice.finding !== this.#choice.finding;
    this.#choice = choice;
    const id = choice.finding ?? this.#rows[0]?.dataset['finding'] ?? null;
    for (const row of this.#rows) {
      const isChosen = row.dataset['finding'] === id;
      row.classList.toggle('chosen', isChosen);
      const link = row.querySelector('a');
      if (isChosen) link?.setAttribute('aria-current', 'true');
      else link?.removeAttribute('aria-current');
    }
    if (id !== null && id !== this.#drawn) this.#open(id);
    if (isArrival) this.#reveal();
  }

  /** The chosen row; on a narrow screen, where the map comes after the table, the map. */
  #reveal(): void {
    const chosen = this.#rows.find((row) => row.classList.contains('chosen'));
    if (this.#isBelow && !this.#table.contains(document.activeElement)) this.#place.scrollIntoView();
    else chosen?.scrollIntoView({ block: 'nearest' });
  }

  /** The next way of the table, or the one before. */
  step(by: 1 | -1): void {
    const chosen = this.#rows.findIndex((row) => row.classList.contains('chosen'));
    const row = this.#rows[chosen + by];
    const id = row?.dataset['finding'];
    if (!row || id === undefined) return;
    this.#choose(id, 'replace');
    if (this.#table.contains(document.activeElement)) row.querySelector('a')?.focus();
  }

  #choose(finding: string, step: Step): void {
    this.#address({ ...this.#choice, view: ESCALATIONS, finding }, step);
  }

  /** Anywhere on a row; its link does the same for keys, and in another tab. */
  #click(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = event.target.closest<HTMLElement>('tr[data-finding]')?.dataset['finding'];
    if (id === undefined) return;
    event.preventDefault();
    this.#choose(id, this.#choice.finding === null ? 'push' : 'replace');
    if (this.#isBelow) this.#place.scrollIntoView();
  }

  get #isBelow(): boolean {
    return this.#place.getBoundingClientRect().top >= this.#table.getBoundingClientRect().bottom;
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.step(event.key === 'ArrowDown' ? 1 : -1);
  }

  #open(id: string): void {
    this.#drawn = id;
    const row = this.#findings.rowOf(id);
    if (row === null) return this.#say(`This report holds no finding ${id}.`);
    const finding = this.#findings.at(row);
    this.#evidence.at(row).then(
      (evidence) => {
        if (this.#drawn !== id) return;
        const way = evidence === 0 ? null : wayOf(evidence);
        if (way) this.#draw(finding, way);
        else this.#say('This finding tells no way to an administrator.');
      },
      (error: unknown) => this.#say(`The way cannot be read: ${String(error)}`),
    );
  }

  #say(text: string): void {
    this.#redraw = () => undefined;
    this.#place.hidden = false;
    fill(this.#place, element('p', { class: 'notice' }, text));
  }

  #draw(finding: ShownFinding, way: Way): void {
    const map = element('div', { class: 'map' });
    const title = `How ${finding.resource.id} becomes an administrator`;
    this.#place.hidden = false;
    fill(
      this.#place,
      element('h2', {}, title),
      element(
        'p',
        { class: 'note' },
        element('a', { href: addressOf(finding) }, 'The finding, its other ways and what to do'),
      ),
      ...way.assumes.map((each) => element('p', { class: 'notice' }, `If ${each}.`)),
      map,
      stepList(way),
    );
    let width = 0;
    this.#redraw = () => {
      const next = Math.max(NARROWEST, Math.floor(map.clientWidth || USUAL_WIDTH));
      if (next === width) return;
      width = next;
      map.replaceChildren(wayMap(way, title, width, facesOf(map)));
    };
    this.#redraw();
  }
}

function addressOf({ id, status }: ShownFinding): string {
  return hashOf({
    ...INITIAL,
    view: FINDINGS,
    picked: { ...INITIAL.picked, status: [status] },
    finding: id,
  });
}

/** As the style sheet sets them; a canvas measures in the same fonts. */
function facesOf(place: HTMLElement): Readonly<Record<Face, string>> {
  const style = getComputedStyle(place);
  const family = style.fontFamily;
  return {
    name: `600 14px ${family}`,
    words: `13px ${family}`,
    code: `12px ${style.getPropertyValue('--mono')}`,
  };
}

/** What the map shows, in full and as text. */
function stepList(way: Way): HTMLElement {
  return element(
    'details',
    { class: 'way-steps', open: true },
    element('summary', {}, `Requests that AWS would allow`),
    element(
      'ol',
      {},
      ...way.steps.map(({ from, does, requests }) =>
        element(
          'li',
          {},
          element('p', {}, `${principalOf(from).name} ${does}`),
          ...requests.map(requestItem),
        ),
      ),
    ),
  );
}

function requestItem({ action, resource, context, statements }: WayRequest): HTMLElement {
  const facts: (readonly [string, string])[] = [['on', resource], ...context];
  if (statements.length > 0) facts.push(['by', statements.join('; ')]);
  return element(
    'div',
    { class: 'request' },
    element('code', {}, action),
    element(
      'dl',
      {},
      ...facts.map(([key, value]) => element('div', {}, element('dt', {}, key), element('dd', {}, value))),
    ),
  );
}
