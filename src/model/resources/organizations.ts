import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { PolicyText } from './iam.ts';

/** One per account: null when the account belongs to no organisation. Every member may read it. */
export interface OrganizationMembership extends ResourceBase<'AWS::Organizations::Organization'> {
  readonly organization: {
    readonly id: string;
    readonly arn: string;
    readonly managementAccountId: string;
    readonly featureSet: string;
  } | null;
}

/** Only the management account and delegated administrators can list these four. */
export interface OrganizationAccount extends ResourceBase<'AWS::Organizations::Account'> {
  readonly email: string;
  readonly status: string;
  readonly joinedTimestamp: string | null;
  /** The root's or organisational unit's id. */
  readonly parentId: string;
}

export interface OrganizationalUnit extends ResourceBase<'AWS::Organizations::OrganizationalUnit'> {
  readonly parentId: string;
}

export interface OrganizationRoot extends ResourceBase<'AWS::Organizations::Root'> {
  readonly policyTypes: readonly { readonly type: string; readonly status: string }[];
}

export interface OrganizationPolicy extends ResourceBase<'AWS::Organizations::Policy'> {
  readonly policyType: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | string;
  readonly awsManaged: boolean;
  readonly content: Reading<PolicyText>;
  /** What it is attached to itself; what inherits it follows from the tree. */
  readonly targets: Reading<readonly PolicyTarget[]>;
}

export interface PolicyTarget {
  readonly targetId: string;
  readonly targetType: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT' | 'ROOT';
}
