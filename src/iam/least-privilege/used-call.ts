/** A call that was made, whatever its context. */
export interface UsedCall {
  /** `s3:GetObject` */
  readonly action: string;
  /** Its ARN, `*` for an action that works on none, null where it is not known which it was or whether it was one. */
  readonly resource: string | null;
}
