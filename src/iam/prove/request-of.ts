import type { AuthorizationRequest, RequestContext } from '../authorization-request.ts';
import { TAKES_NO_RESOURCE } from './actions/action-traits.ts';
import * as key from './policy/keys.ts';
import type { RequestClass } from './policy/request-universe.ts';
import type { Assignment } from './solve/assign.ts';
import type { Universe } from './solve/universe.ts';

/** The request that has the values, and of what they leave open, what reads best. */
export function requestOf(
  values: Assignment,
  action: string | null,
  of: RequestClass,
  universe: Universe,
  spelling: ReadonlyMap<string, string>,
): AuthorizationRequest {
  const one = (name: string) => values.get(name)?.[0] ?? null;
  const resource = of.traits & TAKES_NO_RESOURCE ? '*' : (one(key.RESOURCE) ?? '*');
  const account = one(key.RESOURCE_ACCOUNT);
  const context = contextOf(values, of, spelling);
  return {
    ...callerOf(of, (name) => one(name) ?? universe.dimension(name).preference.texts[0] ?? '', one),
    action: action ?? one(key.ACTION) ?? '',
    resource,
    ...(account !== null && { resourceAccount: account }),
    ...(Object.keys(context).length > 0 && { context }),
  };
}

type Caller = Pick<AuthorizationRequest, 'principal' | 'principalAccount' | 'sessionIssuer'>;

function callerOf(
  { kind }: RequestClass,
  told: (name: string) => string,
  one: (name: string) => string | null,
): Caller {
  const session = one(key.SESSION);
  const issuer = one(key.ISSUER);
  const account = one(key.PRINCIPAL_ACCOUNT);
  switch (kind) {
    case 'anonymous':
      return { principal: '*' };
    case 'service':
    case 'identity-provider':
      return { principal: told(key.NAME), ...(account !== null && { principalAccount: account }) };
    case 'role-session':
      return session === null
        ? { principal: told(key.PRINCIPAL_ARN) }
        : { principal: session, sessionIssuer: told(key.PRINCIPAL_ARN) };
    case 'federated-user':
      return { principal: told(key.PRINCIPAL_ARN), ...(issuer !== null && { sessionIssuer: issuer }) };
    case 'user':
    case 'root':
      return { principal: told(key.PRINCIPAL_ARN) };
  }
}

/** Keys that neither who asks nor what for tells. */
function contextOf(
  values: Assignment,
  { kind }: RequestClass,
  spelling: ReadonlyMap<string, string>,
): RequestContext {
  const context: Record<string, string | readonly string[]> = {};
  for (const [name, its] of values) {
    if (TOLD.has(name) || (name === key.USER_ID && kind === 'anonymous')) continue;
    const [only] = its;
    context[spelling.get(name) ?? name] = its.length === 1 && only !== undefined ? only : its;
  }
  return context;
}

const TOLD = new Set<string>([
  key.RESOURCE,
  key.ACTION,
  key.SESSION,
  key.ISSUER,
  key.NAME,
  key.PRINCIPAL_ARN,
  key.PRINCIPAL_ACCOUNT,
  key.RESOURCE_ACCOUNT,
  key.USER_NAME,
  'aws:principaltype',
  'aws:principalisawsservice',
]);
