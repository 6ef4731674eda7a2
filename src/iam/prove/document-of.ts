import { compilePolicySet } from '../compile-policy-set.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyInput } from '../policy-set.ts';

/** Throws InvalidInput for what is no policy; policies of resources may hold whatever policies hold. */
export function documentOf(input: PolicyInput): PolicyDocument {
  const [placed] = compilePolicySet({ resourcePolicy: input }).resource;
  if (!placed) throw new RangeError('a policy set with a resource policy has one');
  return placed.policy.document;
}
