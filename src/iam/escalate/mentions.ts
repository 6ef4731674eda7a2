import type { CompiledPolicySet } from '../compile-policy-set.ts';
import type { PolicyDocument } from '../policy-document.ts';

/** A quick and sound look: whether a word, in lower case, is written anywhere in the conditions of a set's policies. */
export function mentions({ identity, boundaries, scps, rcps }: CompiledPolicySet, word: string): boolean {
  return [identity, boundaries, ...scps, ...rcps].some((policies) =>
    policies.some(({ policy }) => wordsOf(policy.document).includes(word)),
  );
}

const known = new WeakMap<PolicyDocument, string>();

/** Keys of conditions and variables are looked at: both are among these texts. */
function wordsOf(document: PolicyDocument): string {
  const found = known.get(document);
  if (found !== undefined) return found;
  const words = document.statements
    .flatMap(({ conditions, resources, notResources }) => [
      ...conditions.flatMap(({ key, values }) => [key, ...values]),
      ...(resources ?? notResources ?? []),
    ])
    .join('\n')
    .toLowerCase();
  known.set(document, words);
  return words;
}
