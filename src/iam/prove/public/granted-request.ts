import { parseArn } from '../../../model/arn.ts';
import { compileActions } from '../../action-pattern.ts';
import type { AuthorizationRequest } from '../../authorization-request.ts';
import { authorize } from '../../authorize.ts';
import type { ActionCatalogue } from '../../catalogue/action-catalogue.ts';
import { compilePolicySet } from '../../compile-policy-set.ts';
import type { KmsGrant, PolicySet } from '../../policy-set.ts';

/** Grants of what is asked (by default all) to principals of other accounts; services are nobody outside. */
export function grantsOutside(
  grants: readonly KmsGrant[],
  trusted: readonly string[],
  asked: readonly string[] = ['*'],
): readonly KmsGrant[] {
  const isAsked = compileActions(asked);
  return grants.flatMap((grant) => {
    const grantee = parseArn(grant.granteePrincipal);
    if (grantee === null || trusted.includes(grantee.account)) return [];
    const operations = grant.operations.filter((each) => isAsked(`kms:${each.toLowerCase()}`));
    return operations.length === 0 ? [] : [{ ...grant, operations }];
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
