import type { AuthorizationRequest } from '../authorization-request.ts';
import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { Verdict } from '../verdict.ts';
import { Budget, BudgetSpent } from './budget.ts';
import { Unsupported } from './unsupported.ts';

/**
 * `future`: actions that AWS may add count too, as they do for S3's Block Public Access. `known`: only those that the
 * catalogue knows or a policy names, as for IAM Access Analyzer.
 */
export type ActionReading = 'future' | 'known';

/**
 * `any`: an action may be asked of any ARN, as policies do not look at its type. `typed`: of none that AWS documents as
 * another type of the service than the action takes.
 */
export type ResourceReading = 'any' | 'typed';

export interface ProofOptions {
  /** Which actions `*` stands for; by default `future`, whose proofs hold when AWS adds some. */
  readonly actions?: ActionReading | undefined;
  /** Which resources there are; by default `any` where policies are compared, `typed` where something is reached. */
  readonly resources?: ResourceReading | undefined;
  /** Most steps of work before the answer is `unknown`. */
  readonly steps?: number | undefined;
  readonly catalogue?: ActionCatalogue | undefined;
}

/** With the readings that it holds by. */
export type ProofVerdict = Verdict<AuthorizationRequest> & Readings;

export interface Readings {
  readonly actions: ActionReading;
  readonly resources: ResourceReading;
}

/** What a question is worked out with. */
export interface Working extends Readings {
  readonly budget: Budget;
  readonly catalogue: ActionCatalogue;
}

/** Less than a second’s work. */
const STEPS = 1_000_000;

export function readingsOf({ actions, resources }: ProofOptions, usual: ResourceReading): Readings {
  return { actions: actions ?? 'future', resources: resources ?? usual };
}

/** The verdict of some work: `unknown` where it breaks off. */
export function prove(
  { steps = STEPS, catalogue = CATALOGUE }: ProofOptions,
  readings: Readings,
  work: (working: Working) => Verdict<AuthorizationRequest>,
): ProofVerdict {
  try {
    return { ...work({ ...readings, budget: new Budget(steps), catalogue }), ...readings };
  } catch (problem) {
    if (problem instanceof BudgetSpent || problem instanceof Unsupported)
      return { answer: 'unknown', reason: problem.message, ...readings };
    throw problem;
  }
}
