import { jsonDocument } from '../../report/json/json-report.ts';
import { whoText } from '../../report/trail/who-text.ts';
import type { WhoDocument } from '../../trail/answers/who-document.ts';
import { changesOf } from '../../trail/questions/who.ts';
import type { Terminal } from '../output-targets.ts';
import { askLake, type LakeOptions } from './ask-lake.ts';

/** Every change to a resource that the lake knows of. */
export function findChanges(
  resource: string,
  options: LakeOptions & { readonly limit: number },
): Promise<WhoDocument> {
  const { from = null, to = null } = options;
  return askLake({ ...options, changing: true }, async (events) => ({
    resource,
    from,
    to,
    ...(await changesOf(events, resource, options)),
  }));
}

export function printedChanges(answer: WhoDocument, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : whoText(answer, terminal);
}
