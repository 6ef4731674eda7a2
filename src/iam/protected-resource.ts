import type { ResolvedRequest } from './resolve-request.ts';

/** What AWS keeps for itself: nobody may do these to those, whatever policies say. */
export interface Protection {
  readonly actions: ReadonlySet<string>;
  /** ARN; `%` stands for any characters but a colon, `*` for any. */
  readonly resources: string;
  readonly matches: (arn: string) => boolean;
}

const CHANGES_OF_ROLES = [
  'iam:AddRoleToInstanceProfile',
  'iam:AttachRolePolicy',
  'iam:DeleteRole',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PassRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
];

/**
 * Roles that belong to a service or to IAM Identity Center, AWS's own policies, and the aliases of AWS's own keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-create.html
 */
export const PROTECTIONS: readonly Protection[] = [
  protection('arn:%:iam::%:role/aws-service-role/*', CHANGES_OF_ROLES),
  protection('arn:%:iam::%:role/aws-reserved/*', [
    ...CHANGES_OF_ROLES,
    'iam:CreateRole',
    'iam:CreateServiceLinkedRole',
    'iam:DeleteServiceLinkedRole',
    'iam:TagRole',
    'iam:UntagRole',
  ]),
  protection('arn:%:iam::aws:policy/*', [
    'iam:CreatePolicy',
    'iam:CreatePolicyVersion',
    'iam:DeletePolicy',
    'iam:DeletePolicyVersion',
    'iam:SetDefaultPolicyVersion',
    'iam:TagPolicy',
    'iam:UntagPolicy',
  ]),
  protection('arn:%:kms:%:%:alias/aws/*', ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias']),
];

/** The action in small letters, as resolved requests have it. */
export function isProtectedResource({
  action,
  resource,
}: Pick<ResolvedRequest, 'action' | 'resource'>): boolean {
  return PROTECTIONS.some(({ actions, matches }) => actions.has(action) && matches(resource));
}

function protection(resources: string, actions: readonly string[]): Protection {
  const pattern = new RegExp(`^${resources.replaceAll('*', '[^]*').replaceAll('%', '[^:]*')}$`);
  return {
    actions: new Set(actions.map((action) => action.toLowerCase())),
    resources,
    matches: (arn) => pattern.test(arn),
  };
}
