import colors from 'picocolors';
import type { ReachDocument } from '../../network/reach-document.ts';
import { notRead, section, sections } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import type { TableOptions } from '../table/table-report.ts';

/** By pairs of addresses, what gets through. */
export function reachText({ pairs, unread }: ReachDocument, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  return sections([
    ...pairs.map(({ family, from, to, traffic }) =>
      section(
        printable(
          `${from ?? 'the internet'} → ${to}${family === 'ipv6' && !to.includes(':') ? ' by IPv6' : ''}`,
        ),
        traffic.length === 0 ? [paint.dim('  nothing gets through')] : traffic.map(lineOf),
        paint,
      ),
    ),
    notRead(unread, width, paint),
  ]);
}

function lineOf({
  traffic,
  verdict,
  clientPorts,
  isForAll,
}: ReachDocument['pairs'][number]['traffic'][number]): string {
  const pairs = isForAll || verdict === 'unknown' ? '' : ', between some of them';
  const some = clientPorts === 'some' ? ', to some client ports' : '';
  return `  ${traffic}${pairs}${some}${verdict === 'unknown' ? ', not known' : ''}`;
}
