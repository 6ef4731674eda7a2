import { type CompareAnswer, compareAnswer } from '../../iam/answers/compare-answer.ts';
import type { ComparisonOptions } from '../../iam/index.ts';
import { compareText } from '../../report/iam/compare-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { OF_FILES } from './answer-head.ts';
import { asUsage, readPolicies } from './policy-file.ts';

/** Rejects with `UsageError`. */
export async function compareFiles(
  paths: readonly [old: string, fresh: string],
  options: ComparisonOptions,
): Promise<CompareAnswer> {
  const [old, fresh] = await readPolicies(paths);
  if (!old || !fresh) throw new Error('two paths give two policies');
  return asUsage(() => compareAnswer(OF_FILES, [old, fresh], options));
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
