import type { Assessment } from '../model/assessment.ts';
import { type Diff, type DiffClass, type DiffEntry, isOpen } from '../model/diff.ts';
import { isOpenFailure, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Unread } from '../model/reading.ts';

/** Documented in docs/guides/exit-codes.md. */
export const EXIT = { clean: 0, findings: 1, usage: 2, incomplete: 3, interrupted: 130 } as const;

/**
 * What nobody asked for (an account, a region, a sample), what AWS has no call for, what a log does not have, what Rampart
 * does not evaluate and what hangs on things that it does not read is unknown without a call having failed.
 */
const NO_FAILED_CALL =
  /^(AccountNotRead|RegionSkipped|NotAsked\w*|NotEvaluated|NotLogged|NotOffered|Assumed)\b/;

/** A scan that broke off is incomplete whatever it found; otherwise findings come before single unknowns. */
export function exitCode(assessment: Assessment, failOn: Severity | 'never'): number {
  const { coverage, findings, errors } = assessment;
  if (!coverage.complete) return EXIT.incomplete;
  const limit = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  if (findings.some((each) => isOpenFailure(each) && SEVERITIES.indexOf(each.severity) <= limit))
    return EXIT.findings;
  const missed = findings.some((each) => each.unread.some(isFailedCall));
  return missed || errors.length > 0 || coverage.notEntered.length > 0 ? EXIT.incomplete : EXIT.clean;
}

const PROVED_NEW: ReadonlySet<DiffClass> = new Set(['new', 'reopened']);
const MAY_BE_NEW: ReadonlySet<DiffClass> = new Set(['first-known', 'first-judged']);
const LOST: ReadonlySet<DiffClass> = new Set(['no-longer-known', 'became-unknown']);

/** 1 is for what is new for certain, 3 for what may be: either way the gate stays shut. */
export function diffExitCode(diff: Diff, failOn: Severity | 'never'): number {
  if (!diff.new.complete) return EXIT.incomplete;
  const limit = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  const weighty = diff.findings.filter((each) => isOpen(each) && SEVERITIES.indexOf(each.severity) <= limit);
  if (weighty.some((each) => PROVED_NEW.has(each.class))) return EXIT.findings;
  return weighty.some((each) => MAY_BE_NEW.has(each.class) || isLost(each)) ? EXIT.incomplete : EXIT.clean;
}

/** By a call that failed or a check that crashed, not by anybody's choice. */
function isLost({ class: kind, after }: DiffEntry): boolean {
  return LOST.has(kind) && (after.unread.length === 0 || after.unread.some(isFailedCall));
}

function isFailedCall({ why }: Unread): boolean {
  return !NO_FAILED_CALL.test(why);
}
