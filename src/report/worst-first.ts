import { type Finding, SEVERITIES } from '../model/finding.ts';

/** Open failures, then what is unknown, what is suppressed and what passes; within each the severe first. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => standing(a) - standing(b) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

function standing({ status, suppressed }: Finding): number {
  if (status === 'fail') return suppressed ? 2 : 0;
  return status === 'unknown' ? 1 : 3;
}
