import type { Actor } from './actor.ts';
import type { Call, Carried } from './calls.ts';

/** A way in which somebody gains rights. */
export interface Technique {
  /** `iam-create-access-key` */
  readonly id: string;
  /** Verb and object: `creates an access key for {to}`. */
  readonly does: string;
}

/** One try of a technique; what it takes and what it gives. */
export interface Attempt {
  readonly technique: Technique;
  readonly calls: readonly Call[];
  /** What they come to, where they were asked already. */
  readonly carried?: Carried;
  readonly to: Actor;
  /** What nobody read and it hangs on, a sentence each. */
  readonly assumes: readonly string[];
}

export function technique(id: string, does: string): Technique {
  return { id, does };
}
