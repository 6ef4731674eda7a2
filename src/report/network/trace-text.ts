import colors from 'picocolors';
import type { Hop } from '../../network/hop.ts';
import type { OnwardTarget } from '../../network/onward.ts';
import type { TraceDocument } from '../../network/trace-document.ts';
import type { Leg } from '../../network/trace-packet.ts';
import { DEEPER, notRead, prose, section, sections } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

/** The verdict, then hop by hop what decided, there and back. */
export function traceText(answer: TraceDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const { forward, reply, onward, unread } = answer;
  return sections([
    headline(answer, style),
    legText('There', forward, style),
    reply ? legText('Back', reply, style) : '',
    ...onward.targets.map((target) => targetText(target, style)),
    notRead([...unread, ...onward.missing], width, style.paint),
  ]);
}

function headline(answer: TraceDocument, { width, paint }: Style): string {
  const { verdict, packet, question } = answer;
  const shade = verdict === 'reachable' ? paint.green : verdict === 'blocked' ? paint.red : paint.yellow;
  const { from, to, traffic } = question;
  const why = [whyBlocked(answer), ofPorts(answer), withoutAnswer(answer)].filter((each) => each !== '');
  return [
    `${paint.bold(shade(verdict))}  ${printable(`${from} → ${to}, ${traffic}`)}`,
    prose(packet, width),
    ...why.map((each) => prose(each, width)),
  ].join('\n');
}

function whyBlocked({ blockedAt }: TraceDocument): string {
  if (!blockedAt) return '';
  const { kind, id, says, code, leg } = blockedAt;
  const answer = leg === 'reply' ? 'the answer is stopped ' : '';
  return `${answer}at ${NAMES[kind]} ${id}: ${says}${code ? ` (${code})` : ''}`;
}

function ofPorts({ clientPorts, verdict }: TraceDocument): string {
  return clientPorts === 'some' && verdict === 'reachable'
    ? 'for some of the ports that clients use, not for all: a network ACL tells them apart'
    : '';
}

function withoutAnswer({ verdict, reply }: TraceDocument): string {
  return verdict === 'reachable' && reply && reply.outcome !== 'delivered'
    ? `it arrives, but its answer ${reply.outcome === 'stopped' ? 'is stopped' : 'may be'}`
    : '';
}

function legText(title: string, { hops }: Leg, style: Style): string {
  return section(
    title,
    hops.map((each) => hopText(each, style)),
    style.paint,
  );
}

function targetText(target: OnwardTarget, style: Style): string {
  const { targetId, address, port, outcome, hops } = target;
  const title = `Handed on to ${targetId} (${address}:${port}): ${outcome}`;
  return section(
    printable(title),
    hops.map((each) => hopText(each, style)),
    style.paint,
  );
}

const MARKS: Readonly<Record<Hop['action'], string>> = {
  passes: '✓',
  rewrites: '⇄',
  stops: '✗',
  unknown: '?',
};

function hopText({ kind, id, action, says, packet }: Hop, { width, paint }: Style): string {
  const shade = action === 'stops' ? paint.red : action === 'unknown' ? paint.yellow : paint.green;
  const lines = [`  ${shade(MARKS[action])} ${NAMES[kind]} ${printable(id)}`, prose(says, width, DEEPER)];
  if (action === 'rewrites') lines.push(paint.dim(prose(packet, width, DEEPER)));
  return lines.join('\n');
}

const NAMES: Readonly<Record<Hop['kind'], string>> = {
  'network-interface': 'network interface',
  'security-group': 'security group',
  'network-acl': 'network ACL',
  'route-table': 'route table',
  'internet-gateway': 'internet gateway',
  'egress-only-internet-gateway': 'egress-only internet gateway',
  'nat-gateway': 'NAT gateway',
  'vpc-peering-connection': 'VPC peering connection',
  'transit-gateway': 'transit gateway',
  'transit-gateway-route-table': 'transit gateway route table',
  'transit-gateway-attachment': 'transit gateway attachment',
  'vpn-gateway': 'virtual private gateway',
  'vpc-endpoint': 'VPC endpoint',
  'load-balancer': 'load balancer node',
  'vpc-block-public-access': 'VPC Block Public Access of',
  vpc: 'VPC',
  internet: 'the',
};
