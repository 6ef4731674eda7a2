import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';

/** A policy's JSON text, decoded as AWS stores it. Parse it with `parsePolicyDocument` of src/iam. */
export type PolicyText = string;

export interface InlinePolicy {
  readonly policyName: string;
  readonly document: PolicyText;
}

export interface AttachedPolicy {
  readonly policyName: string;
  readonly policyArn: string;
}

export interface AccessKeyLastUsed {
  /** Null: never used, or not since tracking began in April 2015. */
  readonly lastUsedDate: string | null;
  readonly serviceName: string | null;
  readonly region: string | null;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly status: 'Active' | 'Inactive';
  readonly createDate: string;
  readonly lastUsed: Reading<AccessKeyLastUsed>;
}

export interface MfaDevice {
  /** A virtual device's serial number is an ARN with `:mfa/`; a FIDO key's has `:u2f/`; a TOTP token's is its own. */
  readonly serialNumber: string;
  readonly enableDate: string | null;
}

export interface UserCredential {
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createDate: string;
  /** The service of a service-specific credential, `codecommit.amazonaws.com`. */
  readonly serviceName?: string;
  readonly expirationDate?: string;
}

export interface LoginProfile {
  readonly createDate: string;
  readonly passwordResetRequired: boolean;
}

/** Access advisor: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html */
export interface ServiceLastAccessed {
  readonly serviceNamespace: string;
  /** Null: not used within AWS's tracking period (400 days). */
  readonly lastAuthenticated: string | null;
}

export interface User extends ResourceBase<'AWS::IAM::User'> {
  readonly path: string;
  readonly userId: string;
  readonly createDate: string;
  /** Null: never used its password, has none, or was not used since AWS began to record (20 October 2014). */
  readonly passwordLastUsed: Reading<string | null>;
  /** Group names. */
  readonly groups: readonly string[];
  readonly inlinePolicies: readonly InlinePolicy[];
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly permissionsBoundary: string | null;
  readonly loginProfile: Reading<LoginProfile | null>;
  readonly mfaDevices: Reading<readonly MfaDevice[]>;
  readonly accessKeys: Reading<readonly AccessKey[]>;
  readonly signingCertificates: Reading<readonly UserCredential[]>;
  readonly sshPublicKeys: Reading<readonly UserCredential[]>;
  readonly serviceSpecificCredentials: Reading<readonly UserCredential[]>;
  readonly servicesLastAccessed: Reading<readonly ServiceLastAccessed[]>;
}

export interface Group extends ResourceBase<'AWS::IAM::Group'> {
  readonly path: string;
  readonly groupId: string;
  readonly createDate: string;
  readonly inlinePolicies: readonly InlinePolicy[];
  readonly attachedPolicies: readonly AttachedPolicy[];
}

export interface RoleLastUsed {
  readonly lastUsedDate: string | null;
  readonly region: string | null;
}

export interface Role extends ResourceBase<'AWS::IAM::Role'> {
  readonly path: string;
  readonly roleId: string;
  readonly createDate: string;
  readonly description: string | null;
  readonly assumeRolePolicyDocument: PolicyText;
  readonly inlinePolicies: readonly InlinePolicy[];
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly permissionsBoundary: string | null;
  /** Seconds; ListRoles tells it, GetAccountAuthorizationDetails does not. */
  readonly maxSessionDuration: Reading<number>;
  readonly roleLastUsed: Reading<RoleLastUsed>;
  /** ARNs of the instance profiles that carry it. */
  readonly instanceProfiles: readonly string[];
  /**
   * Empty, because not asked, for a service-linked role: what it is granted is its service's to say. Unread
   * (NotAsked) for a role without recorded use: `roleLastUsed` tells that it has used none.
   */
  readonly servicesLastAccessed: Reading<readonly ServiceLastAccessed[]>;
}

/** The account's own policies, and AWS's where something in the account uses them. */
export interface ManagedPolicy extends ResourceBase<'AWS::IAM::ManagedPolicy'> {
  readonly path: string;
  readonly policyId: string;
  readonly awsManaged: boolean;
  readonly defaultVersionId: string;
  readonly attachmentCount: number;
  readonly permissionsBoundaryUsageCount: number;
  readonly createDate: string;
  readonly updateDate: string;
  /** The default version's text. */
  readonly document: PolicyText;
  /** The versions that can be made the default; absent: it has none. */
  readonly otherVersions?: readonly { readonly versionId: string; readonly document: PolicyText }[];
}

export interface InstanceProfile extends ResourceBase<'AWS::IAM::InstanceProfile'> {
  readonly createDate: string;
  readonly roleArns: readonly string[];
}

export interface VirtualMfaDevice extends ResourceBase<'AWS::IAM::VirtualMFADevice'> {
  readonly serialNumber: string;
  /** Null: assigned to nobody. The root user's ARN ends in `:root`. */
  readonly userArn: string | null;
  readonly enableDate: string | null;
}

export interface ServerCertificate extends ResourceBase<'AWS::IAM::ServerCertificate'> {
  readonly uploadDate: string;
  readonly expiration: string;
}

export interface SamlProvider extends ResourceBase<'AWS::IAM::SAMLProvider'> {
  readonly createDate: string | null;
  readonly validUntil: string | null;
}

export interface OidcProvider extends ResourceBase<'AWS::IAM::OIDCProvider'> {
  readonly url: Reading<string>;
  readonly clientIds: Reading<readonly string[]>;
}

/** One per account: GetAccountSummary, AWS's own keys (`AccountMFAEnabled`, `AccountAccessKeysPresent` …). */
export interface AccountSummary extends ResourceBase<'AWS::IAM::AccountSummary'> {
  readonly summary: Readonly<Record<string, number>>;
}

/** One per account; `policy` is null where the account has none (AWS's default rules apply then). */
export interface AccountPasswordPolicy extends ResourceBase<'AWS::IAM::AccountPasswordPolicy'> {
  readonly policy: {
    readonly minimumPasswordLength: number;
    readonly requireSymbols: boolean;
    readonly requireNumbers: boolean;
    readonly requireUppercaseCharacters: boolean;
    readonly requireLowercaseCharacters: boolean;
    readonly allowUsersToChangePassword: boolean;
    readonly hardExpiry: boolean;
    /** Days; null: passwords do not expire. */
    readonly maxPasswordAge: number | null;
    /** Null: reuse is not prevented. */
    readonly passwordReusePrevention: number | null;
  } | null;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html; null stands for N/A and no_information. */
export interface CredentialReportRow {
  /** `<root_account>` for the root user. */
  readonly user: string;
  readonly arn: string;
  readonly userCreationTime: string;
  /** Null for root (`not_supported`). */
  readonly passwordEnabled: boolean | null;
  readonly passwordLastUsed: string | null;
  readonly passwordLastChanged: string | null;
  readonly mfaActive: boolean;
  readonly accessKeys: readonly {
    readonly active: boolean;
    readonly lastRotated: string | null;
    readonly lastUsedDate: string | null;
    readonly lastUsedService: string | null;
  }[];
  readonly certificates: readonly { readonly active: boolean; readonly lastRotated: string | null }[];
}

/** One per account. */
export interface CredentialReport extends ResourceBase<'AWS::IAM::CredentialReport'> {
  readonly generatedTime: string;
  readonly rows: readonly CredentialReportRow[];
}

/** Centralised root access. Only where AWS tells: in an organisation's management or delegated account. */
export interface OrganizationsFeatures extends ResourceBase<'AWS::IAM::OrganizationsFeatures'> {
  readonly organizationId: string;
  /** `RootCredentialsManagement`, `RootSessions`. */
  readonly enabledFeatures: readonly string[];
}

/** IAM Identity Center. */
export interface SsoInstance extends ResourceBase<'AWS::SSO::Instance'> {
  readonly identityStoreId: string;
  readonly status: string | null;
}
