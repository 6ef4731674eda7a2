import type { PolicyDocument } from './policy-document.ts';

/**
 * Every policy that AWS weighs for one request. A list that is absent is a guard that is not there; a guard that is
 * there and empty (`permissionsBoundaries: []`) is not there either, but an empty level of an SCP or RCP allows nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface PolicySet {
  /** Of the user and its groups, or of the role: inline and attached. */
  readonly identityPolicies?: readonly PolicyInput[] | undefined;
  /** Each must allow; AWS attaches at most one. */
  readonly permissionsBoundaries?: readonly PolicyInput[] | undefined;
  /** Passed when the session was made. They allow together. */
  readonly sessionPolicies?: readonly PolicyInput[] | undefined;
  /** Of the resource: a bucket policy, a key policy, a role's trust policy. */
  readonly resourcePolicy?: PolicyInput | undefined;
  /** Of the principal's account: a list for each level, the root's first, the account's last. */
  readonly serviceControlPolicies?: readonly (readonly PolicyInput[])[] | undefined;
  /** Of the resource's account: a list for each level, the root's first, the account's last. */
  readonly resourceControlPolicies?: readonly (readonly PolicyInput[])[] | undefined;
  /** Of the endpoint that the request came through. */
  readonly vpcEndpointPolicies?: readonly PolicyInput[] | undefined;
  /** Grants of the KMS key that the request is about. */
  readonly kmsGrants?: readonly KmsGrant[] | undefined;
  /** Twelve digits: SCPs do not bind its principals, RCPs not its resources. */
  readonly managementAccount?: string | undefined;
}

/** A policy as AWS returns it (JSON text, or the object it holds), or parsed already; with a name for explanations. */
export type PolicyInput = string | AwsPolicyObject | PolicyDocument | NamedPolicy;

/** What `JSON.parse` makes of a policy. */
export interface AwsPolicyObject {
  readonly Version?: string | undefined;
  readonly Id?: string | undefined;
  readonly Statement: unknown;
}

export interface NamedPolicy {
  /** `AdministratorAccess`, `inline policy deploy`. */
  readonly name: string;
  readonly document: string | AwsPolicyObject | PolicyDocument;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export interface KmsGrant {
  readonly grantId?: string | undefined;
  /** Absent: of the key that the request is about. */
  readonly keyArn?: string | undefined;
  /** An ARN or a service principal. */
  readonly granteePrincipal: string;
  /** `Decrypt`, `GenerateDataKey`. */
  readonly operations: readonly string[];
  readonly constraints?:
    | {
        readonly encryptionContextSubset?: Readonly<Record<string, string>> | undefined;
        readonly encryptionContextEquals?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
}
