import { element, fill } from './element.ts';
import type { Settings, Theme } from './settings.ts';
import { showTheme } from './shown-on-root.ts';

export interface ToolEvents {
  readonly theme: (theme: Theme) => void;
  readonly shortcuts: (on: boolean) => void;
}

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['/'], 'Search'],
  [['↓', '↑', 'j', 'k'], 'Next and previous line; the open finding follows'],
  [['Enter'], 'Open the finding, or shut and open the group'],
  [['←', '→'], 'Shut and open the group'],
  [['Home', 'End', 'PgUp', 'PgDn'], 'Move far'],
  [['Esc'], 'Shut what is open'],
  [['f'], 'Shut or open all groups'],
  [['o'], 'Overview'],
  [['l'], 'List of findings'],
  [['t'], 'Light or dark'],
  [['?'], 'This help'],
];

/** The page's own tools at its top right. */
export class Tools {
  readonly #theme: HTMLButtonElement;
  readonly #help: HTMLDialogElement;
  readonly #box: HTMLInputElement;
  #settings: Settings | null = null;

  constructor(root: Element, events: ToolEvents) {
    this.#theme = element('button', {
      type: 'button',
      class: 'theme',
      onclick: () => this.#settings && events.theme(otherTheme(this.#settings.theme)),
    });
    this.#box = element('input', { type: 'checkbox', onchange: () => events.shortcuts(this.#box.checked) });
    this.#help = this.#dialog();
    const help = element(
      'button',
      {
        type: 'button',
        'aria-label': 'Keyboard shortcuts',
        title: 'Keyboard shortcuts (?)',
        onclick: () => this.showHelp(),
      },
      '?',
    );
    const print = element(
      'button',
      {
        type: 'button',
        title: 'Print the summary and the findings chosen',
        onclick: () => globalThis.print(),
      },
      'Print',
    );
    fill(root, print, this.#theme, help);
    document.body.append(this.#help);
  }

  show(settings: Settings): void {
    this.#settings = settings;
    showTheme(settings.theme);
    const other = otherTheme(settings.theme);
    fill(this.#theme, other === 'dark' ? 'Dark' : 'Light');
    this.#theme.title = `Show the page ${other}`;
    this.#box.checked = settings.shortcuts;
  }

  showHelp(): void {
    if (!this.#help.open) this.#help.showModal();
  }

  #dialog(): HTMLDialogElement {
    const rows = KEYS.map(([keys, what]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, ...keys.flatMap((key) => [element('kbd', {}, key), ' '])),
        element('td', {}, what),
      ),
    );
    const shut = element('button', { type: 'button', onclick: () => dialog.close() }, 'Close');
    const dialog = element(
      'dialog',
      { class: 'help', 'aria-labelledby': 'help-title' },
      element('h2', { id: 'help-title' }, 'Keyboard'),
      element('table', {}, element('tbody', {}, ...rows)),
      element('label', { class: 'switch' }, this.#box, ' Single keys are shortcuts'),
      element(
        'p',
        { class: 'note' },
        'The address holds all that is chosen here: copy it to share what you see. Back undoes a choice.',
      ),
      shut,
    );
    return dialog;
  }
}

/** The one of the two that is not shown now. */
export function otherTheme(theme: Theme): Theme {
  const isDark = theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  return isDark ? 'light' : 'dark';
}
