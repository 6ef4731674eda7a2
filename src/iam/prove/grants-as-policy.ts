import type { PolicyDocument, Statement } from '../policy-document.ts';
import type { KmsGrant } from '../policy-set.ts';
import { Unsupported } from './unsupported.ts';

/**
 * Grants of a KMS key as statements that allow.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function grantsAsPolicy(grants: readonly KmsGrant[]): PolicyDocument {
  return grants.length === 0 ? NO_GRANTS : policyOf(grants.map(asStatement));
}

function policyOf(statements: readonly Statement[]): PolicyDocument {
  return { version: '2008-10-17', id: null, statements };
}

/** Frozen: what proofs make of it is kept. */
const NO_GRANTS = Object.freeze(policyOf([]));

function asStatement({ keyArn, granteePrincipal, operations, constraints }: KmsGrant): Statement {
  if (constraints?.encryptionContextEquals)
    throw new Unsupported('a KMS grant asks for an encryption context that has nothing else');
  const pairs = Object.entries(constraints?.encryptionContextSubset ?? {});
  return {
    sid: null,
    effect: 'Allow',
    principals: [{ type: granteePrincipal.startsWith('arn:') ? 'AWS' : 'Service', value: granteePrincipal }],
    notPrincipals: null,
    actions: operations.map((operation) => `kms:${operation}`),
    notActions: null,
    resources: [keyArn ?? '*'],
    notResources: null,
    conditions: pairs.map(([name, value]) => ({
      operator: 'StringEquals',
      key: `kms:EncryptionContext:${name}`,
      values: [value],
    })),
  };
}
