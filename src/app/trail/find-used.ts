import { jsonDocument } from '../../report/json/json-report.ts';
import { usedText } from '../../report/trail/used-text.ts';
import type { UsedDocument } from '../../trail/answers/used-document.ts';
import { usedBy } from '../../trail/questions/used.ts';
import type { Terminal } from '../output-targets.ts';
import { askLake, type LakeOptions } from './ask-lake.ts';

/** What each principal, or one, used of what it may do. */
export function findUsed(
  options: LakeOptions & { readonly principal?: string | undefined },
): Promise<UsedDocument> {
  const { principal = null, from = null, to = null } = options;
  return askLake({ ...options, isSummed: options.principal === undefined }, async (events) => ({
    principal,
    from,
    to,
    ...(await usedBy(events, options)),
  }));
}

export function printedUsed(answer: UsedDocument, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : usedText(answer, terminal);
}
