/** What is kept by a list of texts: step by step, for joining them would cost more than finding. */
export class KindTree<T extends object> {
  readonly #branches = new Map<string, KindTree<T>>();
  /** What is kept here; null: nothing yet. */
  kind: T | null = null;

  /** Where a text leads on to. */
  branch(text: string): KindTree<T> {
    const known = this.#branches.get(text);
    if (known) return known;
    const branch = new KindTree<T>();
    this.#branches.set(text, branch);
    return branch;
  }
}
