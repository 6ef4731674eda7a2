/** A place in a text that looks like a credential. */
export interface Candidate {
  /** Name of the pattern, `github-token`. */
  readonly pattern: string;
  /** Offsets of the secret itself in the text. */
  readonly start: number;
  readonly end: number;
  /** False: it has a credential's shape, and its checksum or wording shows that it is none. */
  readonly genuine: boolean;
}

export type CredentialFinder = (text: string) => Iterable<Candidate>;

/** What is told about one kind of credential; `(?<secret>…)` names the part of the expression that is the secret. */
export interface CredentialPattern {
  readonly name: string;
  /** With the flags g and d; every repetition is bounded or cannot overlap its neighbour, so that it is linear. */
  readonly expression: RegExp;
  /** Tells a real credential from an example; absent: the shape says enough. */
  readonly accept?: (secret: string) => boolean;
}

export function finderOf({ name, expression, accept = () => true }: CredentialPattern): CredentialFinder {
  return function* find(text) {
    for (const match of text.matchAll(expression)) {
      const secret = match.groups?.['secret'];
      const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
      if (secret) yield { pattern: name, start, end, genuine: accept(secret) };
    }
  };
}
