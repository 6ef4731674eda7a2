import type { AnswerHead } from '../../iam/answers/answer-head.ts';
import { type CompareAnswer, compareAnswer } from '../../iam/answers/compare-answer.ts';
import type { ComparisonOptions, NamedPolicy } from '../../iam/index.ts';
import { Inventory } from '../../inventory/inventory.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { compareText } from '../../report/iam/compare-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { headOf, OF_FILES } from './answer-head.ts';
import { deployedPolicy, isPolicyArn } from './deployed-policy.ts';
import { asUsage, policyIn, readPolicies, readPolicyText } from './policy-file.ts';

/** Two policies, each a file or the ARN of one that the accounts have. */
export type PoliciesToCompare = readonly [old: string, fresh: string];

/** Rejects with `UsageError`. */
export async function compareFiles(
  policies: PoliciesToCompare,
  options: ComparisonOptions,
): Promise<CompareAnswer> {
  return compare(OF_FILES, await readPolicies(policies), options);
}

/** The same where at least one is an ARN. */
export async function compareWithAccounts(
  policies: PoliciesToCompare,
  snapshot: Snapshot,
  options: ComparisonOptions,
): Promise<CompareAnswer> {
  const inventory = new Inventory(snapshot);
  const policyOf = async (each: string): Promise<NamedPolicy> =>
    isPolicyArn(each) ? deployedPolicy(inventory, each) : policyIn(await readPolicyText(each));
  return compare(headOf(snapshot), await Promise.all(policies.map(policyOf)), options);
}

function compare(
  head: AnswerHead,
  [old, fresh]: readonly (NamedPolicy | undefined)[],
  options: ComparisonOptions,
): CompareAnswer {
  if (!old || !fresh) throw new Error('two policies are compared');
  return asUsage(() => compareAnswer(head, [old, fresh], options));
}

export function compareExitCode({ answer }: CompareAnswer): number {
  if (answer === 'new-access') return EXIT.findings;
  return answer === 'unknown' ? EXIT.incomplete : EXIT.clean;
}

export function printedComparison(
  answer: CompareAnswer,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : compareText(answer, terminal);
}
