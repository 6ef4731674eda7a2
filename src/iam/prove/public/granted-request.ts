import { parseArn } from '../../../model/arn.ts';
import type { AuthorizationRequest } from '../../authorization-request.ts';
import { authorize } from '../../authorize.ts';
import type { ActionCatalogue } from '../../catalogue/action-catalogue.ts';
import { compilePolicySet } from '../../compile-policy-set.ts';
import type { KmsGrant, PolicySet } from '../../policy-set.ts';

/** Grants to principals of other accounts; services are nobody outside. */
export function grantsOutside(grants: readonly KmsGrant[], trusted: readonly string[]): readonly KmsGrant[] {
  return grants.filter(({ granteePrincipal }) => {
    const grantee = parseArn(granteePrincipal);
    return grantee !== null && !trusted.includes(grantee.account);
  });
}

/** A request that a grant allows, and that nothing denies: the grant itself tells what it takes. */
export function grantedRequest(
  key: string,
  grants: readonly KmsGrant[],
  policies: PolicySet,
  catalogue?: ActionCatalogue,
): AuthorizationRequest | null {
  const set = compilePolicySet({ ...policies, kmsGrants: grants });
  const requests = grants.flatMap((grant) => requestsOf(grant, key));
  return requests.find((request) => authorize(request, set, catalogue).effect === 'allow') ?? null;
}

function requestsOf(
  { granteePrincipal, operations, constraints }: KmsGrant,
  key: string,
): readonly AuthorizationRequest[] {
  const pairs = Object.entries({
    ...constraints?.encryptionContextSubset,
    ...constraints?.encryptionContextEquals,
  });
  const context = Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value]));
  return operations.map((operation) => ({
    principal: granteePrincipal,
    action: `kms:${operation}`,
    resource: key,
    ...(pairs.length > 0 && { context }),
  }));
}
