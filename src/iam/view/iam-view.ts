import type { Reading, Unread } from '../../model/reading.ts';
import type { Tags } from '../../model/resource.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { NamedPolicy } from '../policy-set.ts';

/** Accounts with all that decides who may do what in them; plain data, made from a snapshot by src/inventory. */
export interface IamView {
  readonly accounts: readonly AccountView[];
  readonly principals: readonly PrincipalView[];
  readonly groups: readonly GroupView[];
  /** The accounts' own, and AWS's where something uses them. */
  readonly managedPolicies: readonly ManagedPolicyView[];
  readonly workloads: readonly WorkloadView[];
}

export interface AccountView {
  readonly account: string;
  readonly partition: string;
  /** `o-…`; null: of none, or nobody told. */
  readonly organizationId: string | null;
  readonly managementAccount: string | null;
  /** A list a level, the root's first; null: none binds the account. */
  readonly serviceControlPolicies: Reading<PolicyLevels | null>;
  readonly resourceControlPolicies: Reading<PolicyLevels | null>;
  /** Listings of users, roles, groups or policies that were not read: there may be more than the view has. */
  readonly gaps: readonly Unread[];
  /** Kinds of workloads whose listing was not read, or that Rampart does not read. */
  readonly unlisted: ReadonlySet<WorkloadKind>;
}

export type PolicyLevels = readonly (readonly NamedPolicy[])[];

/** A user or a role. Service-linked roles are among them: they can be asked about, and nobody else can use them. */
export interface PrincipalView {
  readonly kind: 'user' | 'role';
  readonly arn: string;
  readonly account: string;
  /** AWS's unique id, `AIDA…` or `AROA…`. */
  readonly id: string;
  /** Without its path. */
  readonly name: string;
  /** Null: not read. */
  readonly tags: Tags | null;
  /** Its own and its groups'. */
  readonly policies: readonly HeldPolicyView[];
  readonly boundary: ManagedPolicyView | null;
  /** What it holds and nobody could read, so that what it may do is not known. */
  readonly unread: readonly Unread[];
  readonly user: UserSide | null;
  readonly role: RoleSide | null;
}

export interface HeldPolicyView {
  readonly name: string;
  /** Null: inline. */
  readonly arn: string | null;
  /** The group that holds it; null: the principal itself. */
  readonly group: string | null;
  readonly document: PolicyDocument;
}

export interface UserSide {
  /** ARNs. */
  readonly groups: readonly string[];
  readonly hasPassword: Reading<boolean>;
  readonly mfaDevices: Reading<number>;
  readonly accessKeys: Reading<number>;
}

export interface RoleSide {
  /** Unread: its text is no policy. */
  readonly trust: Reading<PolicyDocument>;
  /** ARNs. */
  readonly instanceProfiles: readonly string[];
}

export interface GroupView {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  readonly policies: readonly HeldPolicyView[];
  readonly unread: readonly Unread[];
}

export interface ManagedPolicyView {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  /** Its default version's. */
  readonly document: PolicyDocument;
  /** Versions that can be made the default. */
  readonly otherVersions: readonly PolicyVersionView[];
}

export interface PolicyVersionView {
  readonly versionId: string;
  readonly document: PolicyDocument;
}

/** Something that runs under a role, so that who alters or enters it acts as the role. */
export interface WorkloadView {
  readonly kind: WorkloadKind;
  readonly arn: string;
  readonly account: string;
  readonly roleArn: string;
  readonly tags: Tags | null;
}

export type WorkloadKind =
  | 'AWS::EC2::Instance'
  | 'AWS::EC2::LaunchTemplate'
  | 'AWS::AutoScaling::LaunchConfiguration'
  | 'AWS::Lambda::Function'
  | 'AWS::ECS::Task'
  | 'AWS::AppRunner::Service'
  | 'AWS::BedrockAgentCore::CodeInterpreterCustom'
  | 'AWS::CloudFormation::Stack'
  | 'AWS::CloudFormation::StackSet'
  | 'AWS::CodeBuild::Project'
  | 'AWS::Glue::DevEndpoint'
  | 'AWS::SageMaker::NotebookInstance'
  | 'AWS::StepFunctions::StateMachine';
