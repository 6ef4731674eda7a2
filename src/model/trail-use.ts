/** What a user or role used of its permissions, all its sessions together, as far as a lake has it. */
export interface PrincipalUses {
  /** The ARN of the user, or of the role behind the sessions. */
  readonly principal: string;
  /** `s3:DeleteBucket`, with its latest call that was let through: ISO 8601, UTC. */
  readonly actions: readonly { readonly action: string; readonly last: string }[];
  /** Prefixes of services of which it made calls whose actions nobody documents; null: of a service that is not known. */
  readonly undocumented: readonly (string | null)[];
}

/** Of which calls in an account a lake would show that they were made. */
export interface LoggedCalls {
  readonly account: string;
  /** From the first event of a region to its last: ISO 8601, UTC. */
  readonly regions: readonly { readonly region: string; readonly from: string; readonly to: string }[];
  /** The first call that only reads, and the first that changes something; null: there is none. */
  readonly reads: string | null;
  readonly writes: string | null;
  /** Prefixes of the services of which anybody's calls are there. */
  readonly services: readonly string[];
  /** Patterns of actions whose use need not show: those of the data plane, `s3:GetObject*`, `es:ESHttp*`. */
  readonly unseen: readonly string[];
  /** Actions that no event tells of: `s3:BypassGovernanceRetention`, `iam:PassRole`. */
  readonly unlogged: readonly string[];
  /** Actions that calls have the name of and that no policy is asked for: `sts:GetCallerIdentity`. */
  readonly unasked: readonly string[];
}
