import type { SuppressionUse } from '../model/assessment.ts';
import type { Finding, Suppression } from '../model/finding.ts';
import type { SuppressionRule } from '../model/suppression-rule.ts';
import { RuleIndex } from './rule-index.ts';

export interface Suppressed {
  /** In their order; a failure that a rule hides carries it, everything else is as it was. */
  readonly findings: readonly Finding[];
  /** Every rule, in its order. */
  readonly suppressions: readonly SuppressionUse[];
}

/**
 * Hides failures, and failures alone: what is unknown stays so. The first rule in force that fits a failure hides it;
 * it is counted for every rule that fits. A rule is in force up to and including the day `expires`, by `asOf` in UTC.
 */
export function suppress(
  findings: readonly Finding[],
  rules: readonly SuppressionRule[],
  asOf: string,
): Suppressed {
  if (rules.length === 0) return { findings, suppressions: [] };
  const today = new Date(asOf).toISOString().slice(0, 10);
  const index = new RuleIndex(rules);
  const active = rules.map(({ expires }) => expires === null || today <= expires);
  const shown = rules.map(({ rule, reason, expires }): Suppression => ({ rule, reason, expires }));
  const counts = rules.map(() => 0);
  const judged = findings.map((finding) => {
    if (finding.status !== 'fail') return finding;
    const fitting = index.fitting(finding);
    for (const each of fitting) counts[each] = (counts[each] ?? 0) + 1;
    const first = fitting.filter((each) => active[each]).sort((a, b) => a - b)[0];
    const suppressed = first === undefined ? undefined : shown[first];
    return suppressed === undefined ? finding : { ...finding, suppressed };
  });
  return {
    findings: judged,
    suppressions: shown.map((each, at) => ({ ...each, ...use(active[at] ?? true, counts[at] ?? 0) })),
  };
}

function use(active: boolean, findings: number): Pick<SuppressionUse, 'state' | 'findings'> {
  if (!active) return { state: 'expired', findings };
  return { state: findings === 0 ? 'unmatched' : 'active', findings };
}
