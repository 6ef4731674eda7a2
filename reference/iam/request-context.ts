import type { Context } from './condition.ts';
import type { Caller } from './principal.ts';
import type { Request } from './request.ts';

/**
 * The request's keys, and those that AWS fills in from who asks and for what.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function keyValues(
  request: Request,
  caller: Caller,
  service: string,
): Context & { readonly resourceAccount: string | null } {
  const given: Record<string, readonly string[]> = Object.create(null);
  for (const [key, value] of Object.entries(request.context ?? {})) given[key.toLowerCase()] = [value].flat();
  const inArn = request.resource.split(':')[4] ?? '';
  const isArn = request.resource.startsWith('arn:') && request.resource.split(':').length >= 6;
  const resourceAccount =
    request.resourceAccount ??
    (isArn && /^\d{12}$/.test(inArn) ? inArn : null) ??
    given['aws:resourceaccount']?.[0] ??
    given['s3:resourceaccount']?.[0] ??
    null;
  const principalAccount = request.principalAccount ?? caller.account;
  const types = {
    user: 'User',
    root: 'Account',
    role: 'AssumedRole',
    federated: 'FederatedUser',
    anonymous: 'Anonymous',
  };
  const isService = caller.type === 'service';
  const filledIn: Record<string, string | null> = {
    'aws:principalarn': caller.type === 'role' ? caller.entity : caller.account === null ? null : caller.name,
    'aws:principalaccount': caller.type === 'anonymous' ? 'anonymous' : principalAccount,
    'aws:principaltype': caller.type in types ? types[caller.type as keyof typeof types] : null,
    'aws:principalisawsservice': String(isService),
    'aws:principalservicename': isService ? caller.name : null,
    'aws:principalservicenameslist': isService ? caller.name : null,
    'aws:username': caller.type === 'user' ? (caller.name.split('/').at(-1) ?? null) : null,
    'aws:userid': caller.type === 'root' ? caller.account : caller.type === 'anonymous' ? 'anonymous' : null,
    'aws:resourceaccount': resourceAccount,
    's3:resourceaccount': service === 's3' ? resourceAccount : null,
    'kms:calleraccount': service === 'kms' ? principalAccount : null,
  };
  const valuesOf = (key: string): readonly string[] | null => {
    const name = key.toLowerCase();
    const value = filledIn[name] ?? null;
    return given[name] ?? (value === null ? null : [value]);
  };
  return {
    resourceAccount,
    valuesOf,
    valueOf(key) {
      const values = valuesOf(key);
      return values?.length === 1 ? (values[0] ?? null) : null;
    },
  };
}
