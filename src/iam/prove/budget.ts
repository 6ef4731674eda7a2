/** Work allowed, in steps and not in time, so that the same question always gets the same answer. */
export class Budget {
  #left: number;
  readonly #of: number;

  constructor(steps: number) {
    this.#left = steps;
    this.#of = steps;
  }

  /** Throws `BudgetSpent` when nothing is left; `on` says what the work was. */
  spend(steps: number, on: string): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetSpent(`more than ${this.#of.toLocaleString('en')} steps of ${on}`);
  }

  get spent(): number {
    return this.#of - this.#left;
  }

  get left(): number {
    return this.#left;
  }
}

/** Its message is the reason of an `unknown`. */
export class BudgetSpent extends Error {}
