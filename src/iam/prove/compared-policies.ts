import type { PolicyDocument } from '../policy-document.ts';

/** Policies of identities say what, those of resources also who. */
export type PolicyType = 'identity' | 'resource';

/** Policies that name principals are of resources. */
export function policyTypeOf(documents: readonly PolicyDocument[]): PolicyType {
  const named = documents.some(({ statements }) =>
    statements.some(({ principals, notPrincipals }) => principals !== null || notPrincipals !== null),
  );
  return named ? 'resource' : 'identity';
}
