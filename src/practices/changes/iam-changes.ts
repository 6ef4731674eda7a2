import { ORGANIZATION_POLICY_CHANGES } from './organization-changes.ts';

/** A managed policy's text is the one of its default version. */
export const MANAGED_POLICY_CHANGES = [
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
];

/** Of the policies that are judged with their holder, each by itself. */
export const HELD_POLICY_CHANGES = {
  'AWS::IAM::ManagedPolicy': MANAGED_POLICY_CHANGES,
  'AWS::IAM::User': ['iam:PutUserPolicy'],
  'AWS::IAM::Group': ['iam:PutGroupPolicy'],
  'AWS::IAM::Role': ['iam:PutRolePolicy'],
} as const;

/** Policies that are taken away count too: they may have denied something. */
export const GROUP_POLICY_CHANGES = [
  'iam:PutGroupPolicy',
  'iam:DeleteGroupPolicy',
  'iam:AttachGroupPolicy',
  'iam:DetachGroupPolicy',
];

export const USER_POLICY_CHANGES = [
  'iam:PutUserPolicy',
  'iam:DeleteUserPolicy',
  'iam:AttachUserPolicy',
  'iam:DetachUserPolicy',
  'iam:AddUserToGroup',
  'iam:RemoveUserFromGroup',
  'iam:PutUserPermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  ...GROUP_POLICY_CHANGES,
  ...MANAGED_POLICY_CHANGES,
];

export const ROLE_POLICY_CHANGES = [
  'iam:PutRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:DeleteRolePermissionsBoundary',
  ...MANAGED_POLICY_CHANGES,
];

export const ROLE_TRUST_CHANGES = ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy'];

export const INSTANCE_PROFILE_CHANGES = ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile'];

export const ACCESS_KEY_CHANGES = ['iam:CreateAccessKey', 'iam:UpdateAccessKey'];

/** Of what users hold, by what the organisation lets them have. */
export const USER_RIGHT_CHANGES = [...USER_POLICY_CHANGES, ...ORGANIZATION_POLICY_CHANGES];

export const ROLE_RIGHT_CHANGES = [
  ...ROLE_POLICY_CHANGES,
  ...ROLE_TRUST_CHANGES,
  ...ORGANIZATION_POLICY_CHANGES,
];

/** Of everybody's rights: who may become whom hangs on all of them. */
export const RIGHT_CHANGES = [...new Set([...USER_RIGHT_CHANGES, ...ROLE_RIGHT_CHANGES])];
