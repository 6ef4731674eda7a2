import type { RequestPrincipal } from './principal.ts';

/** What the principal and the resource tell of a request. */
export interface ToldByRequest {
  readonly principal: RequestPrincipal;
  readonly principalAccount: string | null;
  readonly resourceAccount: string | null;
  /** Lower case: `s3`. */
  readonly service: string;
}

/**
 * Condition keys that AWS fills in from who asks and for what; null: not told by those.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function derivedValue(key: string, told: ToldByRequest): string | null {
  switch (key) {
    case 'aws:principalarn':
      return principalArn(told.principal);
    case 'aws:principalaccount':
      return told.principal.kind === 'anonymous' ? 'anonymous' : told.principalAccount;
    case 'aws:principaltype':
      return PRINCIPAL_TYPES[told.principal.kind];
    case 'aws:principalisawsservice':
      return told.principal.kind === 'service' ? 'true' : 'false';
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist':
      return told.principal.kind === 'service' ? told.principal.name : null;
    case 'aws:username':
      return told.principal.kind === 'user'
        ? told.principal.arn.slice(told.principal.arn.lastIndexOf('/') + 1)
        : null;
    case 'aws:userid':
      return userId(told.principal);
    case 'aws:resourceaccount':
      return told.resourceAccount;
    case 's3:resourceaccount':
      return told.service === 's3' ? told.resourceAccount : null;
    case 'kms:calleraccount':
      return told.service === 'kms' ? told.principalAccount : null;
    default:
      return null;
  }
}

/** A session's is its role's. */
function principalArn(principal: RequestPrincipal): string | null {
  if (principal.kind === 'role-session') return principal.roleArn;
  return 'arn' in principal ? principal.arn : null;
}

/** Users and roles have ids that no ARN tells. */
function userId(principal: RequestPrincipal): string | null {
  if (principal.kind === 'root') return principal.account;
  return principal.kind === 'anonymous' ? 'anonymous' : null;
}

const PRINCIPAL_TYPES: Readonly<Record<RequestPrincipal['kind'], string | null>> = {
  user: 'User',
  root: 'Account',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  anonymous: 'Anonymous',
  service: null,
  'identity-provider': null,
};
