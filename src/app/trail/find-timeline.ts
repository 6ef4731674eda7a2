import { jsonDocument } from '../../report/json/json-report.ts';
import { timelineText } from '../../report/trail/timeline-text.ts';
import type { TimelineDocument } from '../../trail/answers/timeline-document.ts';
import { type TimelineSubject, timelineOf } from '../../trail/questions/timeline.ts';
import { UsageError } from '../errors.ts';
import type { Terminal } from '../output-targets.ts';
import { askLake, type LakeOptions } from './ask-lake.ts';

/** What a principal, an address or a key did, in order. */
export async function findTimeline(
  subject: TimelineSubject,
  options: LakeOptions & { readonly limit: number },
): Promise<TimelineDocument> {
  const { principal = null, ip = null, key = null } = subject;
  if (principal === null && ip === null && key === null)
    throw new UsageError('whose timeline? name --principal, --ip or --key');
  const { from = null, to = null } = options;
  return askLake(options, async (events) => ({
    principal,
    ip,
    key,
    from,
    to,
    ...(await timelineOf(events, subject, options)),
  }));
}

export function printedTimeline(
  answer: TimelineDocument,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : timelineText(answer, terminal);
}
