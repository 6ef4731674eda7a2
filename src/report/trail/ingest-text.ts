import colors from 'picocolors';
import type { IngestDocument } from '../../trail/answers/ingest-document.ts';
import { prose, section, sections } from '../iam/answer-text.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';

const SHOWN = 20;

/** What went in, and what did not and why. */
export function ingestText(answer: IngestDocument, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const list = (title: string, lines: readonly string[], all = lines.length): string =>
    section(
      title,
      [
        ...lines.slice(0, SHOWN).map((each) => paint.yellow(prose(each, width))),
        ...(all > SHOWN ? [paint.dim(`  … and ${number(all - SHOWN)} more`)] : []),
      ],
      paint,
    );
  return sections([
    prose(headline(answer), width, ''),
    list(
      'Quarantined files',
      answer.quarantined.map(({ file, reason }) => `${file}: ${reason}`),
    ),
    list('Records set aside', answer.setAside.map(recordText), answer.setAsideRecords),
    list(
      'Files that could not be read',
      answer.unread.map(({ file, why }) => `${file}: ${why}`),
    ),
  ]);
}

function headline({ lake, files, events, duplicates, isStopped }: IngestDocument): string {
  const others = [
    [files.known, 'known'],
    [files.digest, 'digest'],
    [files.insight, 'Insight'],
    [files.empty, 'empty'],
    [files.foreign, 'foreign'],
    [files.quarantined, 'quarantined'],
    [files.unread, 'unread'],
  ] as const;
  const left = others.flatMap(([many, kind]) => (many === 0 ? [] : [`${number(many)} ${kind}`])).join(', ');
  const twice = duplicates === 0 ? '' : `, ${number(duplicates)} more were there before`;
  const stopped = isStopped ? ' Stopped: run it again to go on.' : '';
  return `${lake}: ${count(events, 'event')} of ${count(files.log, 'log file')}${twice}.${left === '' ? '' : ` Other files: ${left}.`}${stopped}`;
}

function recordText({ file, index, eventId, reason }: IngestDocument['setAside'][number]): string {
  const which = [
    index === null ? '' : ` record ${index}`,
    eventId === null ? '' : ` (event ${eventId})`,
  ].join('');
  return `${file}${which}: ${reason}`;
}
