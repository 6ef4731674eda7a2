import type { Request } from './request.ts';

/** Who asks. */
export interface Caller {
  readonly type: 'user' | 'root' | 'role' | 'federated' | 'service' | 'provider' | 'anonymous';
  /** Empty for anonymous; of a role, its session's, or empty where only the role is told. */
  readonly name: string;
  readonly account: string | null;
  /** The role, or the user that federated; empty where not told. */
  readonly entity: string;
  /** The role's path is known. */
  readonly entityIsWhole: boolean;
}

const arnParts = (arn: string): string[] => {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
};

/** Null: the text names nobody. */
export function callerOf({ principal, action, sessionIssuer }: Request): Caller | null {
  const none = { account: null, entity: '', entityIsWhole: false };
  if (principal === '*') return { type: 'anonymous', name: '', ...none };
  const byProvider = /^sts:AssumeRoleWith(SAML|WebIdentity)$/i.test(action);
  const isProviderArn = /^arn:[^:]*:iam::\d{12}:(saml|oidc)-provider\/./.test(principal);
  if (isProviderArn || (byProvider && !/^(arn:|\d{12}$)/.test(principal)))
    return { type: 'provider', name: principal, ...none };
  if (/^\d{12}$/.test(principal))
    return { type: 'root', name: `arn:aws:iam::${principal}:root`, ...none, account: principal };
  if (!principal.startsWith('arn:'))
    return /^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/i.test(principal)
      ? { type: 'service', name: principal.toLowerCase(), ...none }
      : null;
  const [, partition = '', service = '', , account = '', resource = ''] = arnParts(principal);
  if (!/^\d{12}$/.test(account) || partition === '') return null;
  const known = { name: principal, account, entity: sessionIssuer ?? '', entityIsWhole: true };
  if (service === 'iam') {
    if (resource === 'root') return { ...known, type: 'root' };
    if (resource.startsWith('user/')) return { ...known, type: 'user' };
    if (resource.startsWith('role/')) return { ...known, type: 'role', name: '', entity: principal };
  }
  if (service === 'sts') {
    const [type, role] = resource.split('/');
    if (type === 'federated-user' && role !== undefined) return { ...known, type: 'federated' };
    if (type === 'assumed-role' && resource.split('/').length === 3)
      return {
        ...known,
        type: 'role',
        entity: sessionIssuer ?? `arn:${partition}:iam::${account}:role/${role}`,
        entityIsWhole: sessionIssuer !== undefined,
      };
  }
  return null;
}

export const hasAccount = ({ account }: Caller): boolean => account !== null;

export function isServiceLinked({ type, entity, entityIsWhole }: Caller): boolean {
  return (
    type === 'role' && entityIsWhole && arnParts(entity)[5]?.startsWith('role/aws-service-role/') === true
  );
}

export type Named = 'self' | 'entity' | 'account';

interface ContextValues {
  valueOf(key: string): string | null;
}

/** As what one entry of a Principal element names the caller. */
function namedBy(type: string, value: string, caller: Caller, context: ContextValues): Named | null {
  if (type === 'AWS') {
    if (value === '*') return 'self';
    if (!hasAccount(caller)) return null;
    const isAccount =
      value === caller.account || /^arn:[^:]*:iam::(\d{12}):root$/.exec(value)?.[1] === caller.account;
    if (isAccount) return caller.type === 'root' ? 'self' : 'account';
    if (caller.type === 'root') return null;
    const userId = context.valueOf('aws:userid');
    if (value === caller.name && caller.name !== '') return 'self';
    if (caller.type === 'user') return value === userId ? 'self' : null;
    if (caller.type === 'federated') return value === caller.entity && caller.entity !== '' ? 'entity' : null;
    return value === caller.entity || isRoleByName(value, caller) || value === userId?.split(':')[0]
      ? 'entity'
      : null;
  }
  const isIt = (name: string): boolean => value === '*' || value.toLowerCase() === name.toLowerCase();
  if (type === 'Service') return caller.type === 'service' && isIt(caller.name) ? 'self' : null;
  if (type !== 'Federated') return null;
  if (caller.type === 'provider') return isIt(caller.name) ? 'self' : null;
  const provider = context.valueOf('aws:federatedprovider');
  return caller.type === 'role' && provider !== null && isIt(provider) ? 'entity' : null;
}

/** A session's ARN has the role's name alone, which is unique in the account. */
function isRoleByName(value: string, caller: Caller): boolean {
  if (caller.entityIsWhole) return false;
  const [arn, partition, service, region, account, resource = ''] = arnParts(value);
  const isArn = arn === 'arn' && partition !== '' && service === 'iam' && region !== undefined;
  const last = (path: string): string => path.split('/').at(-1) ?? '';
  return (
    isArn &&
    account === caller.account &&
    resource.startsWith('role/') &&
    last(resource) === last(caller.entity)
  );
}

function entries(element: unknown): [type: string, value: string][] {
  if (typeof element === 'string') return [['AWS', element]];
  return Object.entries(element as Record<string, string | string[]>).flatMap(([type, values]) =>
    [values].flat().map((value): [string, string] => [type, value]),
  );
}

/** The closest way in which a Principal element names the caller. */
export function namedByPrincipal(element: unknown, caller: Caller, context: ContextValues): Named | null {
  const all = new Set(entries(element).map(([type, value]) => namedBy(type, value, caller, context)));
  return (['self', 'entity', 'account'] as const).find((each) => all.has(each)) ?? null;
}

/**
 * Whether NotPrincipal leaves the caller out. With Deny: "you must also specify the account ARN of the not-denied
 * principal", and for a session the role too; "Principals with a permissions boundary are always denied".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function leftOut(
  element: unknown,
  effect: unknown,
  caller: Caller,
  context: ContextValues,
  hasBoundary: boolean,
): boolean {
  const listed = entries(element);
  const all = listed.map(([type, value]) => namedBy(type, value, caller, context));
  if (effect === 'Allow') return all.some((each) => each !== null);
  if (hasBoundary && hasAccount(caller)) return false;
  if (listed.some(([type, value]) => type === 'AWS' && value === '*')) return true;
  const needed: Named[] = ['self'];
  if (['user', 'role', 'federated'].includes(caller.type)) needed.push('account');
  if (caller.type === 'role') needed.push('entity');
  return needed.every((each) => all.includes(each));
}
