import { type Choice, choiceOf, hashOf } from './choice.ts';
import { type Settings, settingsOf, USUAL_SETTINGS, withSettings } from './settings.ts';

/** `push`: Back undoes it; `replace`: it takes the place of the choice before. */
export type Step = 'push' | 'replace';

export interface Shown {
  readonly choice: Choice;
  readonly settings: Settings;
}

/** The address bar as the page's only state: whatever changes it, a link, Back or a control, is shown in one way. */
export class Address {
  #shown: Shown = readAddress(USUAL_SETTINGS);
  readonly #show: (shown: Shown) => void;

  constructor(show: (shown: Shown) => void) {
    this.#show = show;
    addEventListener('hashchange', () => this.#arrive());
  }

  get choice(): Choice {
    return this.#shown.choice;
  }

  get settings(): Settings {
    return this.#shown.settings;
  }

  /** Shows what the address says now. */
  start(): void {
    this.#show(this.#shown);
  }

  choose(choice: Choice, step: Step): void {
    this.#shown = { ...this.#shown, choice };
    if (step === 'push') history.pushState(null, '', this.#hash);
    else history.replaceState(null, '', this.#hash);
    this.#show(this.#shown);
  }

  set(settings: Settings): void {
    this.#shown = { ...this.#shown, settings };
    history.replaceState(null, '', this.#hash);
    this.#show(this.#shown);
  }

  /** A link says nothing of the settings: they stay, and enter its address. */
  #arrive(): void {
    this.#shown = readAddress(this.settings);
    if (this.#hash !== location.hash) history.replaceState(null, '', this.#hash);
    this.#show(this.#shown);
  }

  /** `#` alone clears the address; an empty text would leave it as it is. */
  get #hash(): string {
    return withSettings(hashOf(this.choice), this.settings) || '#';
  }
}

function readAddress(before: Settings): Shown {
  return { choice: choiceOf(location.hash), settings: settingsOf(location.hash, before) };
}
