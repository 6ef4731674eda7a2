import type { PolicyInput } from '../policy-set.ts';
import { type ComparisonOptions, noNewAccess } from './no-new-access.ts';
import type { ProofVerdict } from './verdicts.ts';

/** Refuted: `allowedBy` tells which of the two allows the witness. */
export type EquivalenceVerdict = ProofVerdict & { readonly allowedBy: 'first' | 'second' | null };

/**
 * Whether two policies allow the same: proved, or refuted by a request that one of them alone allows. Throws
 * InvalidInput for what is no policy.
 */
export function equivalent(
  first: PolicyInput,
  second: PolicyInput,
  options: ComparisonOptions = {},
): EquivalenceVerdict {
  const onlySecond = noNewAccess(first, second, options);
  if (onlySecond.answer === 'refuted') return { ...onlySecond, allowedBy: 'second' };
  const onlyFirst = noNewAccess(second, first, options);
  if (onlyFirst.answer === 'refuted') return { ...onlyFirst, allowedBy: 'first' };
  return { ...(onlySecond.answer === 'unknown' ? onlySecond : onlyFirst), allowedBy: null };
}
