/**
 * One request to AWS, as its policies see it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
 */
export interface AuthorizationRequest {
  /**
   * Who asks: the ARN of a user, role, role session, federated user session or account root; an identity provider
   * (`arn:…:oidc-provider/…`, `arn:…:saml-provider/…`, `accounts.google.com`) where it signs the request itself, as
   * for `sts:AssumeRoleWithWebIdentity`; a service (`ec2.amazonaws.com`); `*` for an anonymous caller.
   * A role's own ARN stands for a session of it whose name is not told.
   */
  readonly principal: string;
  /**
   * The ARN of the role or user that a session was made from. A session's own ARN lacks the role's path, and a
   * federated user's the user.
   */
  readonly sessionIssuer?: string | undefined;
  /** Twelve digits; needed only where the principal's ARN does not tell it. */
  readonly principalAccount?: string | undefined;
  /** `s3:GetObject`; case does not matter. No wildcard. */
  readonly action: string;
  /** The resource's ARN, or `*` for an action that works on no resource. No wildcard otherwise. */
  readonly resource: string;
  /** Twelve digits; needed where the resource's ARN does not tell it (`arn:aws:s3:::bucket`); else the principal's. */
  readonly resourceAccount?: string | undefined;
  /**
   * Condition keys with their values, names in any case. A key that is not here is absent from the request, but for
   * those that the principal and the resource tell (derived-context.ts). An empty list is a key without values.
   */
  readonly context?: RequestContext | undefined;
}

export type RequestContext = Readonly<Record<string, string | readonly string[]>>;
