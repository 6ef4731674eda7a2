import type { Assessment } from '../model/assessment.ts';
import type { Finding } from '../model/finding.ts';
import type { Settings } from '../model/settings.ts';
import type { Check } from '../practices/check.ts';

export type Judged = Pick<Assessment, 'findings' | 'errors'>;

export interface Judge {
  /** Runs checks again over what was read, by other settings; suppressions apply as they did. */
  (checks: readonly Check[], settings: Settings): Judged;
}

/** What a check found, by the settings of the scan or by those that a requirement names. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly crashed: boolean;
}

/** Every check is run once for each set of numbers that a requirement names. */
export class Judgements {
  readonly #settings: Settings;
  readonly #judge: Judge;
  readonly #own: ReadonlyMap<string, readonly Finding[]>;
  readonly #crashed: ReadonlySet<string>;
  readonly #others = new Map<string, Judgement>();

  constructor({ findings, errors }: Judged, settings: Settings, judge: Judge) {
    this.#settings = settings;
    this.#judge = judge;
    this.#own = Map.groupBy(findings, (each) => each.check);
    this.#crashed = new Set(errors.map((each) => each.check));
  }

  of(check: Check, numbers: Partial<Settings>): Judgement {
    if (this.agrees(numbers))
      return { findings: this.#own.get(check.id) ?? [], crashed: this.#crashed.has(check.id) };
    const key = `${check.id} ${JSON.stringify(numbers)}`;
    const known = this.#others.get(key);
    if (known) return known;
    const { findings, errors } = this.#judge([check], { ...this.#settings, ...numbers });
    const fresh = { findings, crashed: errors.length > 0 };
    this.#others.set(key, fresh);
    return fresh;
  }

  /** The scan was made by these very numbers. */
  agrees(numbers: Partial<Settings>): boolean {
    return Object.entries(numbers).every(
      ([name, number]) => JSON.stringify(this.#settings[name as keyof Settings]) === JSON.stringify(number),
    );
  }
}
