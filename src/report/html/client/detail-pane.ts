import type { Fix } from '../../../practices/check.ts';
import { filledFix } from '../../../practices/fix/filled-fix.ts';
import type { PackedEvidence } from '../packed-report.ts';
import { type Detail, detailView } from './detail-view.ts';
import { element, fill } from './element.ts';
import type { Findings, Row, ShownFinding } from './findings.ts';
import type { EvidenceShelf } from './packed-data.ts';

export interface DetailEvents {
  readonly close: () => void;
  readonly step: (by: 1 | -1) => void;
}

/** The open finding, beside the list; over it on a narrow screen. */
export class DetailPane {
  readonly root = element('aside', { id: 'detail', class: 'detail', 'aria-label': 'Finding', hidden: true });
  readonly #findings: Findings;
  readonly #evidence: EvidenceShelf;
  readonly #body = element('div', { class: 'detail-body' });
  #shown: string | null = null;

  constructor(findings: Findings, evidence: EvidenceShelf, { close, step }: DetailEvents) {
    this.#findings = findings;
    this.#evidence = evidence;
    const button = (label: string, text: string, onclick: () => void): HTMLElement =>
      element('button', { type: 'button', 'aria-label': label, title: label, onclick }, text);
    const bar = element(
      'div',
      { class: 'detail-bar' },
      button('Previous finding', '↑', () => step(-1)),
      button('Next finding', '↓', () => step(1)),
      button('Shut the finding', '×', close),
    );
    this.root.append(bar, this.#body);
  }

  get hasFocus(): boolean {
    return this.root.contains(document.activeElement);
  }

  /** Null: none is open. */
  show(id: string | null): void {
    if (id === this.#shown) return;
    const hadFocus = this.hasFocus;
    this.#shown = id;
    this.root.hidden = id === null;
    if (id === null) return fill(this.#body);
    const row = this.#findings.rowOf(id);
    if (row === null)
      fill(
        this.#body,
        element(
          'p',
          { class: 'notice', id: 'detail-title', tabindex: -1 },
          `This report holds no finding ${id}.`,
        ),
      );
    else fill(this.#body, ...detailView(this.#detail(row)));
    this.#body.scrollTop = 0;
    if (hadFocus) this.focus();
  }

  #detail(row: Row): Detail {
    const finding = this.#findings.at(row);
    const evidence = this.#evidence.at(row);
    const accountName =
      this.#findings.packed.accountNames[this.#findings.packed.accounts.indexOf(finding.account)] ?? null;
    return { finding, evidence, accountName, fix: evidence.then((value) => this.#fix(finding, value)) };
  }

  /** Of what fails: nobody knows whether what is unknown needs mending. */
  #fix({ row, status, check }: ShownFinding, evidence: PackedEvidence): Fix {
    const { fix } = check.facts ?? {};
    const isBroken = status === 'fail' || status === 'suppressed';
    if (!fix || !isBroken || evidence === 0) return { cli: null, terraform: null };
    return filledFix({ fix }, this.#findings.documentAt(row, evidence));
  }

  /** On its title, so that it is read and its buttons come next. */
  focus(): void {
    this.#body.querySelector<HTMLElement>('#detail-title')?.focus();
  }
}
