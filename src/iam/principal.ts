import { parseArn } from '../model/arn.ts';
import { remembered } from '../model/remembered.ts';
import { InvalidInput } from './invalid-input.ts';

/** Who makes a request, as far as its text tells. */
export type RequestPrincipal =
  | { readonly kind: 'user' | 'root'; readonly arn: string; readonly account: string }
  | RoleSession
  | FederatedUser
  | { readonly kind: 'service'; readonly name: string }
  /** Signs the request for a role's trust policy to judge. */
  | { readonly kind: 'identity-provider'; readonly name: string }
  | { readonly kind: 'anonymous' };

/**
 * A role's session. Its ARN has the role's name without the path, and names are unique within an account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export interface RoleSession {
  readonly kind: 'role-session';
  readonly account: string;
  /** Null: the session's name is not told. */
  readonly arn: string | null;
  readonly roleArn: string;
  readonly roleName: string;
  /** Null: the session's ARN is all that is known of the role. */
  readonly rolePath: string | null;
}

/** Made by GetFederationToken: what its user or the account's root may do, as far as the session policy allows. */
export interface FederatedUser {
  readonly kind: 'federated-user';
  readonly account: string;
  readonly arn: string;
  /** The ARN of the user or root that federated; null: not told. */
  readonly issuer: string | null;
}

/** A user, a role's session, a federated user or an account's root: has an account and its policies. */
export type IamPrincipal = Extract<RequestPrincipal, { account: string }>;

export function isIamPrincipal(principal: RequestPrincipal): principal is IamPrincipal {
  return 'account' in principal;
}

const PROVIDER_ACTIONS = new Set(['sts:assumerolewithsaml', 'sts:assumerolewithwebidentity']);

/** Throws InvalidInput for a text that names nobody who can make a request. */
export function parsePrincipal(text: string, action: string, sessionIssuer: string | null): RequestPrincipal {
  if (PROVIDER_ACTIONS.has(action) && text !== '*' && !isSigned(text))
    return { kind: 'identity-provider', name: text };
  return sessionIssuer === null ? alone(text) : issued(text, sessionIssuer);
}

function isSigned(text: string): boolean {
  return /^(arn:|\d{12}$)/.test(text) && !/:(saml|oidc)-provider\//.test(text);
}

const REMEMBERED_PRINCIPALS = 8192;

const alone = remembered(REMEMBERED_PRINCIPALS, (text) => issued(text, null));

function issued(text: string, sessionIssuer: string | null): RequestPrincipal {
  if (text === '*') return { kind: 'anonymous' };
  if (/^\d{12}$/.test(text)) return { kind: 'root', arn: `arn:aws:iam::${text}:root`, account: text };
  if (text.startsWith('arn:')) return fromArn(text, sessionIssuer);
  if (/^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/i.test(text)) return { kind: 'service', name: text.toLowerCase() };
  throw new InvalidInput(
    `principal "${text}" is neither an ARN, an account, a service such as "ec2.amazonaws.com", nor "*"`,
  );
}

function fromArn(text: string, sessionIssuer: string | null): RequestPrincipal {
  const arn = parseArn(text);
  if (arn && /^\d{12}$/.test(arn.account)) {
    const { account, partition, resource } = arn;
    const [type = '', ...names] = resource.split('/');
    if (arn.service === 'iam') {
      if (resource === 'root') return { kind: 'root', arn: text, account };
      if (type === 'user' && names.length > 0) return { kind: 'user', arn: text, account };
      if (type === 'role' && names.length > 0) return session(null, text, account);
      if (/^(saml|oidc)-provider$/.test(type)) return { kind: 'identity-provider', name: text };
    }
    if (arn.service === 'sts' && type === 'assumed-role' && names.length === 2) {
      const role = `arn:${partition}:iam::${account}:role/${names[0]}`;
      const issuer = sessionIssuer ?? role;
      return { ...session(text, issuer, account), ...(sessionIssuer === null && { rolePath: null }) };
    }
    if (arn.service === 'sts' && type === 'federated-user' && names.length > 0)
      return { kind: 'federated-user', arn: text, account, issuer: sessionIssuer };
  }
  throw new InvalidInput(
    `principal "${text}" is no ARN of a user, role, session, federated user, identity provider or root`,
  );
}

function session(arn: string | null, roleArn: string, account: string): RoleSession {
  const resource = parseArn(roleArn)?.resource ?? '';
  const nameAt = resource.lastIndexOf('/') + 1;
  return {
    kind: 'role-session',
    account,
    arn,
    roleArn,
    roleName: resource.slice(nameAt),
    rolePath: resource.slice('role'.length, nameAt),
  };
}
