import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import type { PolicyDocument } from '../../iam/policy-document.ts';
import type { PolicySet } from '../../iam/policy-set.ts';
import type { ProofVerdict } from '../../iam/prove/verdicts.ts';
import type { Role } from '../../model/resources/iam.ts';

/** A question about who gets through a role's trust policy. */
export interface TrustQuestion {
  /** The same key, the same question. */
  readonly key: string;
  /** Requests that it is about and that may well get through: the first that does spares the proof. */
  readonly guesses: readonly Guess[];
  /** Whether none gets through that the question is about, and if not, which does. */
  readonly prove: (trust: Trust) => ProofVerdict;
}

/** A request for the role. */
export type Guess = Pick<AuthorizationRequest, 'principal' | 'principalAccount' | 'action' | 'context'>;

export interface Trust {
  readonly role: Pick<Role, 'arn' | 'account'>;
  readonly policy: PolicyDocument;
  /** Of the role's account, which bind whoever asks. */
  readonly guards: Pick<PolicySet, 'resourceControlPolicies' | 'managementAccount'>;
}
