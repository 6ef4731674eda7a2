import { InvalidInput } from './invalid-input.ts';
import { namedAs } from './match-principal.ts';
import type { KmsGrant } from './policy-set.ts';
import type { ResolvedRequest } from './resolve-request.ts';

export interface CompiledGrants {
  /** The indexes of the grants that allow a request. */
  allowing(request: ResolvedRequest): readonly number[];
}

/**
 * A grant allows its operations on its key to one principal, whatever the key policy and the principal's own
 * policies say, as long as nothing denies them.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function compileGrants(grants: readonly KmsGrant[]): CompiledGrants {
  for (const { granteePrincipal } of grants)
    if (typeof granteePrincipal !== 'string') throw new InvalidInput('a KMS grant has no granteePrincipal');
  return {
    allowing: (request) =>
      request.service === 'kms'
        ? grants.flatMap((grant, index) => (allows(grant, request) ? [index] : []))
        : [],
  };
}

function allows(
  { keyArn, granteePrincipal, operations, constraints }: KmsGrant,
  request: ResolvedRequest,
): boolean {
  if (keyArn !== undefined && keyArn !== request.resource) return false;
  if (!operations.some((operation) => `kms:${operation}`.toLowerCase() === request.action)) return false;
  const type = granteePrincipal.startsWith('arn:') ? 'AWS' : 'Service';
  const named = namedAs([{ type, value: granteePrincipal }], request.principal, request);
  if (named === null || named === 'account') return false;
  const { encryptionContextSubset: subset, encryptionContextEquals: equal } = constraints ?? {};
  const given = encryptionContext(request);
  if (equal && !(includes(given, equal) && given.size === Object.keys(equal).length)) return false;
  return !subset || includes(given, subset);
}

const PREFIX = 'kms:encryptioncontext:';

/** Its pairs are condition keys of the request; a grant compares their names by case. */
function encryptionContext({ given }: ResolvedRequest): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const [key, value] of Object.entries(given.context ?? {}))
    if (key.toLowerCase().startsWith(PREFIX)) pairs.set(key.slice(PREFIX.length), String(value));
  return pairs;
}

function includes(given: ReadonlyMap<string, string>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => given.get(key) === value);
}
