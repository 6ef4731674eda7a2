import { type Choice, FINDINGS, hashOf, INITIAL } from './choice.ts';
import { showView } from './shown-on-root.ts';

/** The page's sections: one is shown at a time, at the place where the reader left it. */
export class Views {
  readonly #names: ReadonlySet<string>;
  readonly #links: readonly HTMLAnchorElement[];
  readonly #scrolled = new Map<string, number>();
  #lastFindings: Choice = { ...INITIAL, view: FINDINGS };
  #shown: string | null = null;

  constructor() {
    this.#links = [...document.querySelectorAll<HTMLAnchorElement>('nav a[data-view]')];
    this.#names = new Set(this.#links.map((link) => link.dataset['view'] ?? ''));
    addEventListener('scroll', () => this.#remember(), { passive: true });
    document.querySelector('.skip')?.addEventListener('click', (event) => this.#skip(event));
  }

  /** What the list showed last: leaving it for another section does not lose it. */
  get lastFindings(): Choice {
    return this.#lastFindings;
  }

  show(choice: Choice): void {
    const view = this.#names.has(choice.view) ? choice.view : INITIAL.view;
    if (view === FINDINGS) this.#lastFindings = choice;
    for (const link of this.#links) {
      const name = link.dataset['view'];
      if (name === view) mark(link);
      else link.removeAttribute('aria-current');
      if (name === FINDINGS) link.href = hashOf(this.#lastFindings);
      if (name === INITIAL.view) link.href = '#';
    }
    if (view === this.#shown) return;
    this.#shown = view;
    showView(view);
    scrollTo(0, this.#scrolled.get(view) ?? 0);
  }

  #remember(): void {
    if (this.#shown !== null) this.#scrolled.set(this.#shown, scrollY);
  }

  /** The address says what is shown: a jump within the page must not enter it. */
  #skip(event: Event): void {
    event.preventDefault();
    document.getElementById('main')?.focus();
  }
}

/** On a narrow screen the sections' links are wider than their bar. */
function mark(link: Element): void {
  if (link.getAttribute('aria-current') === null) link.scrollIntoView({ block: 'nearest', inline: 'center' });
  link.setAttribute('aria-current', 'page');
}
