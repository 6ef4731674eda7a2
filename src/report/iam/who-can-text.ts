import colors from 'picocolors';
import type { Need } from '../../iam/answers/ability.ts';
import type { WhoCan, WhoCanAnswer, WhoKind, WhoMight } from '../../iam/answers/who-can-answer.ts';
import { parseArn } from '../../model/arn.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { DEEPER, notRead, prose, section, sections } from './answer-text.ts';
import { statementsText, statementText } from './statement-text.ts';

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

/** By accounts; whoever needs conditions for it has them below. */
export function whoCanText(answer: WhoCanAnswer, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const { principals, outsiders, notKnown, unread } = answer;
  return sections([
    headline(answer, style),
    ...[...Map.groupBy(principals, (each) => each.account)].map(([account, group]) =>
      section(
        `Account ${account}`,
        group.map((each) => who(each, style)),
        style.paint,
      ),
    ),
    section(
      'From outside',
      outsiders.map((each) => who(each, style)),
      style.paint,
    ),
    section(
      'Not known',
      notKnown.map((each) => might(each, style)),
      style.paint,
    ),
    notRead(unread, width, style.paint),
  ]);
}

function headline({ action, resource, summary }: WhoCanAnswer, { width, paint }: Style): string {
  const { can, underConditions, principals, outsiders } = summary;
  const conditions = underConditions === 0 ? '' : `, ${number(underConditions)} of them under conditions`;
  const outside = outsiders === 0 ? '' : `, and ${number(outsiders)} from outside`;
  return [
    paint.bold(prose(`${action} on ${resource}`, width, '')),
    prose(`${number(can)} of ${count(principals, 'principal')} can${conditions}${outside}.`, width, ''),
  ].join('\n');
}

function who({ kind, principal, determining, needs, unread }: WhoCan, { width, paint }: Style): string {
  return [
    `  ${nameOf(kind, principal)}${needs.length > 0 ? paint.yellow('  under conditions') : ''}`,
    paint.dim(prose(determining.length > 0 ? statementsText(determining) : OF_ROOT, width, DEEPER)),
    ...needs.map((each) => paint.yellow(prose(needText(each), width, DEEPER))),
    ...unread.map(({ call, why }) =>
      paint.yellow(prose(`unless what was not read denies it: ${call}: ${why}`, width, DEEPER)),
    ),
  ].join('\n');
}

const OF_ROOT = 'the root user needs no policy';

/** `aws:SourceIp, as 203.0.113.7: IpAddress 203.0.113.0/24 (statement 1 of …)` */
function needText({ key, values, clauses }: Need): string {
  const asked = clauses.map(
    ({ operator, values: wanted, statement }) =>
      `${operator} ${wanted.join(', ')} (${statement.effect === 'Deny' ? 'Deny of ' : ''}${statementText(statement)})`,
  );
  return `needs ${key}, as ${values.join(', ') || 'empty'}${asked.length > 0 ? `: ${asked.join('; ')}` : ''}`;
}

function might({ kind, principal, why }: WhoMight, { width, paint }: Style): string {
  return `  ${nameOf(kind, principal)}\n${paint.yellow(prose(why, width, DEEPER))}`;
}

function nameOf(kind: WhoKind, principal: string): string {
  if (kind === 'anyone') return 'anybody else';
  if (kind === 'root') return 'root user';
  if (kind === 'user' || kind === 'role') return printable(parseArn(principal)?.resource ?? principal);
  return `${kind === 'federated' ? 'federated by' : kind} ${printable(principal)}`;
}
