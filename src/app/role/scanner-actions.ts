import type { Practice } from '../../model/practice.ts';
import type { Check } from '../../practices/check.ts';
import { FRAMEWORK_CALLS } from '../../sources/aws/framework-calls.ts';
import { iamActions } from '../../sources/aws/iam-actions.ts';
import { ALL_COLLECTORS } from '../../sources/aws/services/index.ts';
import { chooseChecks } from '../choose-checks.ts';
import { collectorsFor } from '../scan.ts';

export interface CheckNarrowing {
  readonly practices: readonly Practice[];
  readonly checkIds: readonly string[];
}

/**
 * The IAM actions of the calls that a scan makes, sorted: of every collector; narrowed as the scan is, of those that
 * the chosen checks need.
 */
export function scannerActions({ practices, checkIds }: CheckNarrowing): readonly string[] {
  const isNarrow = practices.length > 0 || checkIds.length > 0;
  const wanted = isNarrow ? chooseChecks({ practices, ids: checkIds }) : null;
  return sortedOnce([...FRAMEWORK_CALLS.flatMap((call) => iamActions(call)), ...collected(wanted)]);
}

function collected(checks: readonly Check[] | null): readonly string[] {
  const collectors = checks === null ? ALL_COLLECTORS : collectorsFor(checks);
  const reads = checks && new Set(checks.flatMap((check) => check.reads));
  return collectors.flatMap(({ calls, onDemand = [], service }) =>
    calls
      .filter((call) => reads === null || reads.has(call) || !onDemand.includes(call))
      .flatMap((call) => iamActions(call, service)),
  );
}

export function sortedOnce(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
