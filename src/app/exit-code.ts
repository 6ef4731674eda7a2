import type { Assessment } from '../model/assessment.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';

/** Documented in docs/guides/exit-codes.md. */
export const EXIT = { clean: 0, findings: 1, usage: 2, incomplete: 3, interrupted: 130 } as const;

/**
 * What nobody asked for (an account, a region, a sample), what AWS has no call for and what Rampart does not evaluate
 * is unknown without a call having failed.
 */
const NO_FAILED_CALL = /^(AccountNotRead|RegionSkipped|NotAsked\w*|NotEvaluated|NotOffered)\b/;

/** A scan that broke off is incomplete whatever it found; otherwise findings come before single unknowns. */
export function exitCode(assessment: Assessment, failOn: Severity | 'never'): number {
  const { coverage, findings, errors } = assessment;
  if (!coverage.complete) return EXIT.incomplete;
  const limit = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  if (findings.some((each) => each.status === 'fail' && SEVERITIES.indexOf(each.severity) <= limit))
    return EXIT.findings;
  const missed = findings.some((each) => each.unread.some((unread) => !NO_FAILED_CALL.test(unread.why)));
  return missed || errors.length > 0 || coverage.notEntered.length > 0 ? EXIT.incomplete : EXIT.clean;
}
