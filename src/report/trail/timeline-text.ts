import Table from 'cli-table3';
import colors from 'picocolors';
import type { TrailEvent } from '../../trail/answers/event.ts';
import type { TimelineDocument } from '../../trail/answers/timeline-document.ts';
import { clipped } from '../clipped.ts';
import { prose, sections } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import { PLAIN_TABLE } from '../table/plain-table.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count } from '../terminal-text.ts';
import { lakeText, timeText } from './lake-text.ts';

/** Events in order, one a line. */
export function timelineText(answer: TimelineDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const more = answer.isCut ? '; there are earlier ones (--limit)' : '';
  return sections([
    prose(`${subject(answer)}: ${count(answer.events.length, 'event')}${more}.`, width, ''),
    answer.events.length === 0 ? '' : eventTable(answer.events),
    lakeText(answer.lake, style),
  ]);
}

function subject({ principal, ip, key }: TimelineDocument): string {
  return [principal, ip, key].filter((each) => each !== null).join(', ');
}

function eventTable(events: readonly TrailEvent[]): string {
  const table = new Table({
    head: ['Time', 'Call', 'Service', '', 'Region', 'By', 'From', 'With'],
    chars: PLAIN_TABLE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const each of events) table.push(cells(each).map((text) => printable(clipped(text, 60))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function cells(event: TrailEvent): readonly string[] {
  const { time, name, source, outcome, errorCode, region, principal, sessionName } = event;
  return [
    timeText(time),
    name,
    source.replace(/\.amazonaws\.com$/, ''),
    errorCode ?? outcome,
    region ?? '',
    `${principal ?? ''}${sessionName === null ? '' : ` (${sessionName})`}`,
    event.sourceIpAddress ?? '',
    event.userAgent ?? '',
  ];
}
