import { parseArn } from '../model/arn.ts';
import type { Principal } from './policy-document.ts';
import { isIamPrincipal, type RequestPrincipal, type RoleSession } from './principal.ts';
import type { RequestValues } from './request-values.ts';

/**
 * How a policy's principal names who asks, which decides whose limits still count.
 *
 * `self`: the very identity that makes the request, or everybody. `entity`: the role of its session, or the user
 * that federated: their boundary and session policies still limit. `account`: its account, which must still allow by
 * its own policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-resource.html
 */
export type NamedAs = 'self' | 'entity' | 'account';

const ORDER: readonly (NamedAs | null)[] = ['self', 'entity', 'account', null];

/** The strongest way in which any of them names who asks; null: none does. */
export function namedAs(
  principals: readonly Principal[],
  asking: RequestPrincipal,
  request: RequestValues,
): NamedAs | null {
  let strongest = ORDER.length - 1;
  for (const principal of principals)
    strongest = Math.min(strongest, ORDER.indexOf(nameOf(principal, asking, request)));
  return ORDER[strongest] ?? null;
}

function nameOf(
  { type, value }: Principal,
  asking: RequestPrincipal,
  request: RequestValues,
): NamedAs | null {
  switch (type) {
    case 'AWS':
      return value === '*' ? 'self' : awsName(value, asking, request);
    case 'Service':
      return asking.kind === 'service' && isIt(value, asking.name) ? 'self' : null;
    case 'Federated':
      return providerName(value, asking, request);
    default:
      return null; // a canonical user: whose account it is, no ARN tells
  }
}

function isIt(value: string, name: string): boolean {
  return value === '*' || value.toLowerCase() === name.toLowerCase();
}

function awsName(value: string, asking: RequestPrincipal, request: RequestValues): NamedAs | null {
  if (!isIamPrincipal(asking)) return null;
  if (accountOf(value) === asking.account) return asking.kind === 'root' ? 'self' : 'account';
  const id = request.variable('aws:userid');
  switch (asking.kind) {
    case 'user':
      return value === asking.arn || value === id ? 'self' : null;
    case 'root':
      return null;
    case 'federated-user':
      if (value === asking.arn) return 'self';
      return value === asking.issuer ? 'entity' : null;
    case 'role-session':
      if (value === asking.arn) return 'self';
      return namesRole(value, asking) || (id !== null && value === id.split(':')[0]) ? 'entity' : null;
  }
}

/** An account, written as its number or as its root. */
function accountOf(value: string): string | null {
  if (/^\d{12}$/.test(value)) return value;
  return /^arn:[^:]*:iam::(\d{12}):root$/.exec(value)?.[1] ?? null;
}

/** Where a session does not tell the path, the name does: it is unique within the account, and policies name roles that are there. */
function namesRole(value: string, { roleArn, roleName, rolePath, account }: RoleSession): boolean {
  if (value === roleArn) return true;
  if (rolePath !== null) return false;
  const arn = parseArn(value);
  return (
    arn?.service === 'iam' &&
    arn.account === account &&
    arn.resource.startsWith('role/') &&
    arn.resource.slice(arn.resource.lastIndexOf('/') + 1) === roleName
  );
}

function providerName(value: string, asking: RequestPrincipal, request: RequestValues): NamedAs | null {
  if (asking.kind === 'identity-provider') return isIt(value, asking.name) ? 'self' : null;
  if (asking.kind !== 'role-session') return null;
  const provider = request.variable('aws:federatedprovider');
  return provider !== null && isIt(value, provider) ? 'entity' : null;
}

/**
 * Whether NotPrincipal leaves out who asks. AWS looks at the account, the role and the session each: a Deny leaves
 * out only whom it lists at every level, an Allow whomever it lists at any. A Deny leaves out nobody who has a
 * permissions boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isLeftOut(
  listed: readonly Principal[],
  asking: RequestPrincipal,
  request: RequestValues,
  denial: { readonly hasBoundary: boolean } | null,
): boolean {
  const names = listed.map((each) => nameOf(each, asking, request));
  if (!denial) return names.some((name) => name !== null);
  if (denial.hasBoundary && isIamPrincipal(asking)) return false;
  const everybody = listed.some(({ type, value }) => type === 'AWS' && value === '*');
  return everybody || LEVELS[asking.kind].every((level) => names.includes(level));
}

const LEVELS: Readonly<Record<RequestPrincipal['kind'], readonly NamedAs[]>> = {
  'role-session': ['self', 'entity', 'account'],
  user: ['self', 'account'],
  'federated-user': ['self', 'account'],
  root: ['self'],
  service: ['self'],
  'identity-provider': ['self'],
  anonymous: ['self'],
};
