export type Tags = Readonly<Record<string, string>>;

/** The region of resources that AWS keeps once per account: IAM, Organizations, CloudFront, Route 53. */
export const GLOBAL_REGION = 'global';

/**
 * What every resource has. `type` is the CloudFormation name; other fields are AWS's own terms in camelCase.
 * Times are ISO 8601 UTC, ARNs whole.
 */
export interface ResourceBase<Type extends string> {
  readonly type: Type;
  /** The account it was read in; for a shared or shadow resource the ARN names the owner. */
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  /** AWS's identifier: `vpc-0abc`, a bucket's name, a user's name. */
  readonly id: string;
  /** A name for people where it differs from the id (the Name tag, an alias). */
  readonly name?: string;
  /** Absent when this type's tags are not read, or could not be. */
  readonly tags?: Tags;
}
