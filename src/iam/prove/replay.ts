import { parseArn } from '../../model/arn.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import { compilePolicySet } from '../compile-policy-set.ts';
import { judgeNamed } from '../judge-policies.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyInput } from '../policy-set.ts';
import { isIamPrincipal } from '../principal.ts';
import { ResolvedRequest } from '../resolve-request.ts';
import type { PolicyType } from './compared-policies.ts';

export const ALLOW_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

/** A policy of the resource that leaves all to the account's own policies, as key policies have to. */
function leaveTo(account: string): PolicyInput {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: '*', Resource: '*' },
  });
}

/** Whether a policy allows a request where everything else that AWS weighs allows it too. */
export function allowsAlone(
  document: PolicyDocument,
  type: PolicyType,
  request: AuthorizationRequest,
  catalogue: ActionCatalogue,
): boolean {
  if (type === 'resource') return allowsAsResource(document, request, catalogue);
  const account = parseArn(request.principal)?.account ?? '';
  const policies = { identityPolicies: [document], resourcePolicy: leaveTo(account) };
  return authorize(request, policies, catalogue).effect === 'allow';
}

/**
 * Of another account, who asks needs both sides. Within the account its own policies would do, so that there the
 * resource's statements are asked alone.
 */
function allowsAsResource(
  document: PolicyDocument,
  request: AuthorizationRequest,
  catalogue: ActionCatalogue,
): boolean {
  const asking = new ResolvedRequest(request, catalogue);
  const { principal, principalAccount, resourceAccount } = asking;
  if (!isIamPrincipal(principal) || (resourceAccount !== null && resourceAccount !== principalAccount)) {
    const ownSide = { identityPolicies: [ALLOW_ALL], sessionPolicies: [ALLOW_ALL] };
    return authorize(request, { ...ownSide, resourcePolicy: document }, catalogue).effect === 'allow';
  }
  const { resource } = compilePolicySet({ resourcePolicy: document });
  const { allows, denies } = judgeNamed(resource, asking, false);
  return allows.length > 0 && denies.length === 0;
}
