import { jsonDocument } from '../../report/json/json-report.ts';
import { queryText } from '../../report/trail/query-text.ts';
import type { QueryDocument } from '../../trail/answers/query-document.ts';
import { runQuery } from '../../trail/questions/query.ts';
import type { Terminal } from '../output-targets.ts';
import { askLake, type LakeOptions } from './ask-lake.ts';

/** The caller's own SQL over the table `events`. */
export function queryLake(
  sql: string,
  options: LakeOptions & { readonly limit: number },
): Promise<QueryDocument> {
  return askLake(options, (events) => runQuery(events, sql, options.limit));
}

export function printedQuery(answer: QueryDocument, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : queryText(answer, terminal);
}
