import type { AuthorizationRequest } from '../iam/authorization-request.ts';
import type { JsonObject } from '../model/json.ts';

/** A witness, as evidence: `rampart iam authorize` takes it as it is. */
export function requestEvidence(request: AuthorizationRequest): JsonObject {
  const { principal, sessionIssuer, principalAccount, action, resource, resourceAccount, context } = request;
  return {
    principal,
    ...(sessionIssuer !== undefined && { sessionIssuer }),
    ...(principalAccount !== undefined && { principalAccount }),
    action,
    resource,
    ...(resourceAccount !== undefined && { resourceAccount }),
    ...(context && { context: { ...context } }),
  };
}
