import type { PolicyDocument } from '../policy-document.ts';
import type { PrincipalView, WorkloadView } from '../view/iam-view.ts';
import { isServiceLinked } from './service-linked.ts';

type Principal = NonNullable<PolicyDocument['statements'][number]['principals']>[number];

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
      ? { ...each, principals: each.principals.filter((one) => nameIn(one) === null) }
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

/** Whom a trust policy names one by one, by the names of `trustNamesOf`. */
export function namedBy({ role }: PrincipalView): readonly string[] {
  return role?.trust.status === 'read' ? namedIn(role.trust.value) : [];
}

/** Whom a resource's policy names one by one, to let in or to leave out. */
export function namedIn({ statements }: PolicyDocument): readonly string[] {
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
