import type { AuthorizationRequest } from '../authorization-request.ts';
import type { CompiledPolicySet } from '../compile-policy-set.ts';
import { keysLookedAt } from '../escalate/circumstances.ts';
import { isIamPrincipal, parsePrincipal } from '../principal.ts';

/**
 * Keys that AWS fills in by itself, that the policies look at, and that the request lacks; as a sentence, for they are
 * judged as absent.
 */
export function untoldKeys(request: AuthorizationRequest, set: CompiledPolicySet): readonly string[] {
  const { principal, action, sessionIssuer, context = {} } = request;
  const asking = parsePrincipal(principal, action.toLowerCase(), sessionIssuer ?? null);
  const given = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const untold = [...keysLookedAt(set, action)].filter(
    (key) => !given.has(key) && (OF_RESOURCE.test(key) || (isIamPrincipal(asking) && OF_PRINCIPAL.test(key))),
  );
  if (untold.length === 0) return [];
  const verb = untold.length === 1 ? 'is' : 'are';
  return [`${untold.sort().join(', ')} ${verb} AWS's to tell and ${verb} not given, so judged as absent.`];
}

const OF_PRINCIPAL = /^aws:principalorg(id|paths)$/;
const OF_RESOURCE = /^(aws:resourceorg(id|paths)|[a-z0-9-]+:(existing|resource)(object)?tag\/.*)$/;
