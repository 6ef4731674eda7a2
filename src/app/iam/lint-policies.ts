import { type LintAnswer, lintAnswer } from '../../iam/answers/lint-answer.ts';
import type { LintSeverity, PolicyKind } from '../../iam/index.ts';
import { LINT_SEVERITIES } from '../../iam/lint/lint-rules.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { writtenPolicies } from '../../inventory/written-policies.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { lintText } from '../../report/iam/lint-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { headOf, OF_FILES } from './answer-head.ts';
import { readPolicyTexts } from './policy-file.ts';

/** Rejects with `UsageError` for a file that cannot be read; one that holds no policy is a finding. */
export async function lintFiles(paths: readonly string[], kind: PolicyKind | undefined): Promise<LintAnswer> {
  const files = await readPolicyTexts(paths);
  return lintAnswer(
    OF_FILES,
    files.map(({ path, text }) => ({ name: path, resource: null, account: null, kind, text })),
  );
}

/** Every policy that the accounts' people wrote. */
export function lintSnapshot(snapshot: Snapshot): LintAnswer {
  const { policies, unread } = writtenPolicies(new Inventory(snapshot));
  return lintAnswer(
    headOf(snapshot),
    policies,
    unread.map(({ call, why }) => ({ call, why })),
  );
}

export function lintExitCode({ summary, unread }: LintAnswer, failOn: LintSeverity | 'never'): number {
  const limit = failOn === 'never' ? -1 : LINT_SEVERITIES.indexOf(failOn);
  if (LINT_SEVERITIES.some((each, index) => index <= limit && summary[each] > 0)) return EXIT.findings;
  return unread.length > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedLint(answer: LintAnswer, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : lintText(answer, terminal);
}
