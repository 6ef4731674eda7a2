import type { PolicyDocument } from '../policy-document.ts';
import type { PrincipalView, WorkloadView } from '../view/iam-view.ts';
import { isServiceLinked } from './service-linked.ts';

type Statement = PolicyDocument['statements'][number];
type Principal = NonNullable<Statement['principals']>[number];

/**
 * What of a principal decides by which techniques somebody becomes it whom its trust policy does not name, and to whom
 * names and tags are all the same: those of one text are alike.
 */
export function becomingText(
  { arn, kind, account, user, role }: PrincipalView,
  workloads: readonly WorkloadView[],
): string {
  const trust = role?.trust.status === 'read' ? role.trust.value : null;
  const wide = trust?.statements.map((each) =>
    each.effect === 'Allow' && each.principals
      ? { ...each, ...withoutNames(account, each, each.principals) }
      : each,
  );
  const conditions = JSON.stringify(trust?.statements.map((each) => each.conditions) ?? []);
  return JSON.stringify([
    kind,
    account,
    [user?.hasPassword, user?.mfaDevices, user?.accessKeys],
    wide?.filter(({ principals }) => principals?.length !== 0),
    /resource/i.test(conditions) ? arn : null,
    (role?.instanceProfiles.length ?? 0) > 0,
    isServiceLinked({ arn }),
    workloads.map((each) => [each.kind, each.arn.split(':', 5)]),
  ]);
}

/** Of providers alone, the kinds count: whoever holds one in the hand signs whatever the statement asks for. */
function withoutNames(
  account: string,
  { conditions }: Statement,
  principals: readonly Principal[],
): Pick<Statement, 'principals' | 'conditions'> {
  const others = principals.filter((one) => nameIn(one) === null);
  const kinds = others.map((one) => kindOfProvider(one, account) ?? one);
  const isOfProviders = others.length > 0 && others.every(({ type }) => type === 'Federated');
  return { principals: kinds, conditions: isOfProviders ? [] : conditions };
}

/** Null: it is none that somebody of the account may take over. */
function kindOfProvider({ type, value }: Principal, account: string): Principal | null {
  const of = /^arn:[^:]+:iam::(\d{12}):(saml|oidc)-provider\//.exec(value);
  return type === 'Federated' && of?.[1] === account ? { type, value: of[2] ?? '' } : null;
}

/** Providers whose word a role's trust policy takes, by ARN. */
export function providersOf({ role }: PrincipalView): readonly string[] {
  const statements = role?.trust.status === 'read' ? role.trust.value.statements : [];
  const named = statements.flatMap(({ principals }) => principals ?? []);
  return named.flatMap(({ type, value }) => (type === 'Federated' ? [value] : []));
}

/** Whom a trust policy names one by one, by the names of `trustNamesOf`. */
export function namedBy({ role }: PrincipalView): readonly string[] {
  return role?.trust.status === 'read' ? namedIn(role.trust.value) : [];
}

/** Whom a resource's policy names one by one, to let in or to leave out. */
export function namedIn({ statements }: Pick<PolicyDocument, 'statements'>): readonly string[] {
  return statements.flatMap(({ principals, notPrincipals }) =>
    [...(principals ?? []), ...(notPrincipals ?? [])].flatMap((each) => nameIn(each) ?? []),
  );
}

export function trustNamesOf({ arn, id, name, kind }: PrincipalView): readonly string[] {
  return kind === 'role' ? [arn, id, `session of ${name}`] : [arn, id];
}

/** Null: it is no single user or role. */
function nameIn({ type, value }: Principal): string | null {
  if (type !== 'AWS' || value === '*' || /^\d{12}$|:root$/.test(value)) return null;
  const role = /:assumed-role\/([^/]+)\//.exec(value)?.[1];
  return role === undefined ? value : `session of ${role}`;
}
