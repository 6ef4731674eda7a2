/** Where in the rule's document: keys and indexes from its root. */
export type RulePath = readonly PropertyKey[];

/** A rule that is not run, and why: one sentence that names the feature. */
export class Refusal extends Error {
  readonly path: RulePath;

  constructor(path: RulePath, message: string) {
    super(message);
    this.name = 'Refusal';
    this.path = path;
  }
}
