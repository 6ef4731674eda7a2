import { EVERYTHING } from '../iam/escalate/everything.ts';
import { documentOf } from '../iam/prove/document-of.ts';
import type { GroupView, IamView, PrincipalView } from '../iam/view/iam-view.ts';
import { read, type Unread } from '../model/reading.ts';

/**
 * The view with everything that nobody could read at its greatest: policies allow all, boundaries bind nobody, trust
 * policies let everybody in. Null: all was read. What nobody can do there, nobody can do.
 */
export function greatestView(view: IamView): IamView | null {
  const isRead =
    view.principals.every((each) => missingOf(each).length === 0) &&
    view.groups.every(({ unread }) => unread.length === 0);
  if (isRead) return null;
  return {
    ...view,
    principals: view.principals.map(greatestPrincipal),
    groups: view.groups.map(greatestGroup),
  };
}

/** What of a principal was not read. */
export function missingOf({ unread, role }: PrincipalView): readonly Unread[] {
  return role?.trust.status === 'unread' ? [...unread, role.trust] : unread;
}

function greatestPrincipal(principal: PrincipalView): PrincipalView {
  const { unread, role, policies } = principal;
  return {
    ...principal,
    ...(unread.length > 0 && { policies: [...policies, EVERYTHING], boundary: null }),
    ...(role?.trust.status === 'unread' && { role: { ...role, trust: read(trustingAll()) } }),
  };
}

function greatestGroup(group: GroupView): GroupView {
  return group.unread.length > 0 ? { ...group, policies: [...group.policies, EVERYTHING] } : group;
}

function trustingAll() {
  return documentOf({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:*' }],
  });
}
