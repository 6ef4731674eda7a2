import colors from 'picocolors';
import type {
  ExposedDocument,
  HandedTo,
  ReachedInterface,
  ReachedTraffic,
} from '../../network/exposed-document.ts';
import { DEEPER, notRead, prose, section, sections } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { closingText, sharedText } from './closing-text.ts';

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

/** By VPC, every interface that the internet reaches and at what; those that it does not are counted. */
export function exposedText(answer: ExposedDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const byVpc = Map.groupBy(
    answer.interfaces,
    ({ vpcId, account, region }) => `${vpcId}, account ${account}, ${region}`,
  );
  return sections([
    headline(answer, style),
    ...[...byVpc].map(([vpc, interfaces]) =>
      section(
        printable(vpc),
        interfaces.map((each) => interfaceText(each, style)),
        style.paint,
      ),
    ),
    section('Edits that close more than one', sharedText(answer.sharedEdits ?? [], style), style.paint),
    notRead(answer.unread, width, style.paint),
  ]);
}

function headline({ summary, port }: ExposedDocument, { width }: Style): string {
  const { interfaces, addressed, reached, notKnown } = summary;
  const at = port === null ? '' : ` on port ${port}`;
  const unknown = notKnown === 0 ? '' : `; of ${number(notKnown)} not all is known`;
  const text = `The internet reaches ${number(reached)} of ${count(interfaces, 'network interface')}${at}, of which ${number(addressed)} have an address that it knows${unknown}.`;
  return prose(text, width, '');
}

function interfaceText(each: ReachedInterface, { width, paint }: Style): string {
  const { networkInterfaceId, instanceId, description, address, traffic, handsOn, missing } = each;
  const what = instanceId ?? description;
  const columns = traffic.map(columnsOf);
  const widths = [0, 1].map((index) => Math.max(0, ...columns.map((row) => (row[index] ?? '').length)));
  return [
    `  ${paint.bold(printable(address))}  ${printable(networkInterfaceId)}${what === '' ? '' : `  ${printable(what)}`}`,
    ...traffic.flatMap((one, place) => [
      lined(columns[place] ?? [], widths),
      ...(one.closing ? closingText(one.closing, { width, paint }) : []),
    ]),
    ...handsOn.flatMap((each) => [
      targetText(each, paint),
      ...(each.closing ? closingText(each.closing, { width, paint }, 1) : []),
    ]),
    ...missing.map(({ call, why }) => paint.yellow(prose(`not known: ${call}: ${why}`, width, DEEPER))),
  ].join('\n');
}

function targetText({ traffic, targetId, address, port }: HandedTo, paint: Paint): string {
  return `${DEEPER}${paint.dim('→')} ${printable(`${targetId}, ${address}:${port}`)}  ${paint.dim(`of ${traffic}`)}`;
}

function lined(row: readonly string[], widths: readonly number[]): string {
  return `${DEEPER}${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();
}

function columnsOf({ traffic, share, clientPorts, groupIds, packet }: ReachedTraffic): readonly string[] {
  const from = fromText(share, packet);
  const some = clientPorts === 'some' ? ', to some of its ports' : '';
  return [
    traffic,
    `${from}${some}`,
    printable(groupIds.length === 0 ? 'no group' : `by ${groupIds.join(', ')}`),
  ];
}

/** IPv4 has 0.86 of its space routed, IPv6 an eighth. */
function fromText(share: number, packet: string): string {
  const isIpv6 = packet.includes('[');
  const whole = isIpv6 ? 0.125 : 0.86;
  if (share > whole * 0.99) return 'from everywhere';
  const prefix = Math.max(0, Math.round(-Math.log2(share)));
  return `from as many as a /${prefix} holds`;
}
