import type { WhoKind } from '../iam/answers/who-can-answer.ts';
import { compilePolicySet } from '../iam/compile-policy-set.ts';
import type { KmsGrant, PolicySet } from '../iam/index.ts';
import type { Principal } from '../iam/policy-document.ts';
import { parseArn } from '../model/arn.ts';

/** Whom a resource's policy or a key's grant names, and who is none of the accounts that were read. */
export interface NamedOutsider {
  readonly kind: WhoKind;
  /** As it is named. */
  readonly principal: string;
  readonly account: string | null;
  /** The principal of a request that it would make. */
  readonly asks: string;
}

export interface NamedInPolicy {
  readonly outsiders: readonly NamedOutsider[];
  /** Some statement is about everybody, or everybody but a few. */
  readonly anyone: boolean;
  /** Of S3's canonical users, whose account nobody tells. */
  readonly canonicalUsers: readonly string[];
}

/** By the Allow statements about an action. */
export function namedInPolicy(
  { resourcePolicy, kmsGrants = [] }: PolicySet,
  action: string,
  isOwn: (account: string) => boolean,
): NamedInPolicy {
  const { resource } = compilePolicySet({ resourcePolicy });
  const allowing = resource.flatMap(({ policy }) =>
    policy
      .about(action.toLowerCase())
      .filter(({ isAllow }) => isAllow)
      .map(({ statement }) => statement),
  );
  const named = allowing.flatMap(({ principals }) => principals ?? []);
  const outsiders = [...named.map(toOutsider), ...kmsGrants.map(toGrantee)].flatMap((each) =>
    each && !(each.account !== null && isOwn(each.account)) ? [each] : [],
  );
  return {
    outsiders: [...new Map(outsiders.map((each) => [each.principal, each])).values()],
    anyone: named.some(isAnyone) || allowing.some(({ notPrincipals }) => notPrincipals !== null),
    canonicalUsers: named.flatMap(({ type, value }) => (type === 'CanonicalUser' ? [value] : [])),
  };
}

function isAnyone({ type, value }: Principal): boolean {
  return value === '*' && (type === 'AWS' || type === 'Federated');
}

function toOutsider({ type, value }: Principal): NamedOutsider | null {
  if (type === 'Service' && value !== '*')
    return { kind: 'service', principal: value, account: null, asks: value };
  if (type === 'Federated' && value !== '*')
    return { kind: 'federated', principal: value, account: parseArn(value)?.account || null, asks: value };
  if (type !== 'AWS' || value === '*') return null;
  if (/^\d{12}$/.test(value)) return ofAccount(value, value, 'aws');
  const arn = parseArn(value);
  if (!arn || !/^\d{12}$/.test(arn.account)) return null; // the id of somebody who was deleted
  const { account, partition, resource } = arn;
  if (resource === 'root') return ofAccount(value, account, partition);
  const kind = resource.startsWith('user/') ? 'user' : resource.startsWith('role/') ? 'role' : 'session';
  return { kind, principal: value, account, asks: value };
}

/** Somebody of an account, whom the account lets do it. */
function ofAccount(principal: string, account: string, partition: string): NamedOutsider {
  return { kind: 'account', principal, account, asks: `arn:${partition}:iam::${account}:role/example` };
}

function toGrantee({ granteePrincipal }: KmsGrant): NamedOutsider | null {
  return granteePrincipal.startsWith('arn:')
    ? toOutsider({ type: 'AWS', value: granteePrincipal })
    : toOutsider({ type: 'Service', value: granteePrincipal });
}
