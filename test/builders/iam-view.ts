import { isPolicyError, type PolicyDocument, policyDocumentOf } from '../../src/iam/policy-document.ts';
import type {
  AccountView,
  GroupView,
  HeldPolicyView,
  IamView,
  ManagedPolicyView,
  PrincipalView,
} from '../../src/iam/view/iam-view.ts';
import { read } from '../../src/model/reading.ts';
import { ACCOUNT } from '../inventory-of.ts';

export interface StatementText {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export function aDocument(...statements: readonly StatementText[]): PolicyDocument {
  const document = policyDocumentOf({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({ Effect: 'Allow', ...each })),
  });
  if (isPolicyError(document)) throw new Error(document.error);
  return document;
}

export function anInline(name: string, ...statements: readonly StatementText[]): HeldPolicyView {
  return { name, arn: null, group: null, document: aDocument(...statements) };
}

export const ALL = anInline('all', { Action: '*', Resource: '*' });

export function aManagedView(name: string, document: PolicyDocument): ManagedPolicyView {
  const arn = `arn:aws:iam::${ACCOUNT}:policy/${name}`;
  return { arn, account: ACCOUNT, name, document, otherVersions: [] };
}

export function held({ name, arn, document }: ManagedPolicyView): HeldPolicyView {
  return { name, arn, group: null, document };
}

export function aUserView(name: string, overrides: Partial<PrincipalView> = {}): PrincipalView {
  return {
    kind: 'user',
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    account: ACCOUNT,
    id: 'AIDAEXAMPLE',
    name,
    tags: {},
    policies: [],
    boundary: null,
    unread: [],
    user: { groups: [], hasPassword: read(false), mfaDevices: read(0), accessKeys: read(0) },
    role: null,
    ...overrides,
  };
}

/** `trusted`: a trust policy's principals. */
export function aRoleView(
  name: string,
  trusted: Readonly<Record<string, string | readonly string[]>>,
  overrides: Partial<PrincipalView> = {},
): PrincipalView {
  const trust = aDocument({
    Principal: trusted,
    Action: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
  });
  return {
    ...aUserView(name),
    kind: 'role',
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    id: 'AROAEXAMPLE',
    user: null,
    role: { trust: read(trust), instanceProfiles: [`arn:aws:iam::${ACCOUNT}:instance-profile/${name}`] },
    ...overrides,
  };
}

export function aGroupView(name: string, policies: readonly HeldPolicyView[]): GroupView {
  const arn = `arn:aws:iam::${ACCOUNT}:group/${name}`;
  return { arn, account: ACCOUNT, name, policies, unread: [] };
}

export function anAccountView(overrides: Partial<AccountView> = {}): AccountView {
  return {
    account: ACCOUNT,
    partition: 'aws',
    organizationId: null,
    managementAccount: null,
    serviceControlPolicies: read(null),
    resourceControlPolicies: read(null),
    gaps: [],
    unlisted: new Set(),
    ...overrides,
  };
}

export function anIamView(overrides: Partial<IamView> = {}): IamView {
  return {
    accounts: [anAccountView()],
    principals: [],
    groups: [],
    managedPolicies: [],
    workloads: [],
    ...overrides,
  };
}
