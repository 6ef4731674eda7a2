/** The answer to one request, with what made it so. */
export interface Decision {
  readonly effect: Effect;
  /**
   * The statements that decided: every Deny that applies, or else the Allow statements that let the request through
   * each guard; empty where nothing allows it.
   */
  readonly determining: readonly StatementRef[];
  /** For people, one sentence a guard, in AWS's order; the last sentence is the answer. */
  readonly explanation: readonly string[];
  /** What had to be taken for granted because nothing given tells it; empty when the answer hangs on nothing else. */
  readonly assumptions: readonly string[];
}

export type Effect = 'allow' | 'explicit-deny' | 'implicit-deny';

/** A statement, by its place in the `PolicySet`. */
export interface StatementRef {
  readonly source: PolicySource;
  /** Of SCPs and RCPs: index of the level, 0 the root's. */
  readonly level?: number;
  /** Index in its list; 0 for the resource policy. */
  readonly policy: number;
  /** The name that the `PolicySet` gave. */
  readonly name?: string;
  /** Index in the policy's statements; 0 for a KMS grant. */
  readonly statement: number;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
}

/** A field of `PolicySet`. */
export type PolicySource =
  | 'identityPolicies'
  | 'permissionsBoundaries'
  | 'sessionPolicies'
  | 'resourcePolicy'
  | 'serviceControlPolicies'
  | 'resourceControlPolicies'
  | 'vpcEndpointPolicies'
  | 'kmsGrants';
