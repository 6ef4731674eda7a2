import colors from 'picocolors';
import type { UnreadCall } from '../../iam/answers/answer-head.ts';
import type {
  AdminsAnswer,
  AnsweredPath,
  AnsweredPower,
  EscalationsAnswer,
  NotKnown,
} from '../../iam/answers/escalations-answer.ts';
import type { AllowedRequest, EscalationStep } from '../../iam/index.ts';
import { parseArn } from '../../model/arn.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { DEEPER, notRead, prose, section, sections } from './answer-text.ts';
import { requestText } from './request-text.ts';
import { statementsText, statementText } from './statement-text.ts';

const DEEPEST = '      ';

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

/** Administrators by accounts, each with the statements that make it one. */
export function adminsText(answer: AdminsAnswer, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const { summary, administrators, notKnown, unread } = answer;
  const accounts = [...Map.groupBy(administrators, (each) => each.account)];
  return sections([
    `${style.paint.bold(count(summary.administrators, 'administrator'))} among ${usersAndRoles(summary.principals)}.`,
    ...accounts.map(([account, group]) =>
      section(
        `Account ${account}`,
        group.map(({ principal, requests, doubts }) =>
          [`  ${shortName(principal)}`, reasons(requests, style), ...doubted(doubts, style)].join('\n'),
        ),
        style.paint,
      ),
    ),
    unknowns(notKnown, style),
    notRead(unread, width, style.paint),
  ]);
}

function usersAndRoles(all: number): string {
  return all === 1 ? '1 user or role' : `${number(all)} users and roles`;
}

/** The statements that let the requests through, each once. */
function reasons(requests: readonly AllowedRequest[], { width, paint }: Style): string {
  const statements = new Set(requests.flatMap(({ determining }) => determining.map(statementText)));
  return [...statements]
    .sort()
    .map((each) => paint.dim(prose(each, width, DEEPER)))
    .join('\n');
}

/** Principals with their paths to an administrator, the certain ones first; their other powers after. */
export function escalationsText(answer: EscalationsAnswer, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const { paths, powers, notKnown, unread } = answer;
  const byPrincipal = [...Map.groupBy(paths, (each) => each.principal)];
  return sections([
    headline(answer, style),
    ...byPrincipal.map(([principal, group]) =>
      section(
        shortName(principal, group[0]?.account),
        group.toSorted((a, b) => a.assumes.length - b.assumes.length).map((each) => path(each, style)),
        style.paint,
      ),
    ),
    otherPowers(powers, style),
    unknowns(notKnown, style),
    notRead(unread, width, style.paint),
  ]);
}

function headline(
  { principal, administrators, summary }: EscalationsAnswer,
  { width, paint }: Style,
): string {
  const { canBecomeAdministrator: able, mayBecomeAdministrator: maybe, paths } = summary;
  const more = maybe === 0 ? '' : `, ${number(maybe)} more if what is assumed holds`;
  if (principal === null)
    return prose(
      `${number(able)} of ${usersAndRoles(summary.principals)} can become administrator${more}, by ${count(paths, 'path')}; ${number(summary.administrators)} are administrators already (rampart iam admins).`,
      width,
      '',
    );
  if (administrators.length > 0) return paint.red(prose(`${principal} is an administrator.`, width, ''));
  if (able > 0) return paint.red(prose(`${principal} can become administrator.`, width, ''));
  return maybe > 0
    ? paint.yellow(prose(`${principal} can become administrator if what is assumed holds.`, width, ''))
    : paint.green(prose(`No path to an administrator was found for ${principal}.`, width, ''));
}

function path({ technique, steps, assumes, doubts }: AnsweredPath, style: Style): string {
  const { paint } = style;
  const certain = assumes.length === 0 ? paint.red('certain') : paint.yellow('if what it assumes holds');
  return [
    `  ${paint.bold(technique)}  ${certain}`,
    ...steps.map((each, index) => step(each, steps.length > 1 ? `${index + 1}. ` : '', style)),
    ...assumes.map((each) => paint.yellow(prose(`Assumes: ${each}.`, style.width, DEEPER))),
    ...doubted(doubts, style),
  ].join('\n');
}

function doubted(doubts: readonly UnreadCall[], { width, paint }: Style): readonly string[] {
  return doubts.length === 0
    ? []
    : [
        paint.yellow(
          prose(
            `Unless it takes that away: ${doubts.map(({ call, why }) => `${call}: ${why}`).join('; ')}`,
            width,
            DEEPER,
          ),
        ),
      ];
}

function step({ from, to, does, requests }: EscalationStep, number: string, style: Style): string {
  const becomes = from === to ? '' : ` → ${shortName(to)}`;
  return [
    prose(`${number}${shortName(from)} ${does}${becomes}`, style.width, DEEPER),
    asked(requests, style),
  ].join('\n');
}

function asked(requests: readonly AllowedRequest[], { width, paint }: Style): string {
  return requests
    .map(({ request, determining }) =>
      paint.dim(prose(`${requestText(request)}, by ${statementsText(determining)}`, width, DEEPEST)),
    )
    .join('\n');
}

function otherPowers(powers: readonly AnsweredPower[], style: Style): string {
  const { width, paint } = style;
  const groups = [...Map.groupBy(powers, (each) => each.technique)];
  const lines = groups.map(([technique, group]) => {
    const names = group.map(({ principal, account }) => shortName(principal, account)).join(', ');
    return [
      `  ${paint.bold(technique)}  ${printable(group[0]?.does ?? '')}`,
      prose(names, width, DEEPER),
      ...[...new Set(group.flatMap(({ assumes }) => assumes))].map((each) =>
        paint.yellow(prose(`Assumes: ${each}.`, width, DEEPER)),
      ),
    ].join('\n');
  });
  return section('Other powers, which lead on from what is there', lines, paint);
}

function unknowns(notKnown: readonly NotKnown[], { width, paint }: Style): string {
  const byReason = [...Map.groupBy(notKnown, ({ call, why }) => `${call}: ${why}`)];
  const lines = byReason.map(([reason, group]) => {
    const names = group.map(({ principal, account }) => shortName(principal, account)).join(', ');
    return `${paint.yellow(prose(reason, width))}\n${prose(names, width, DEEPER)}`;
  });
  return section('Not known: of these more may be true', lines, paint);
}

/** `user/alice`, of an account where several are in question. */
function shortName(arn: string, account?: string): string {
  const name = printable(parseArn(arn)?.resource ?? arn);
  return account === undefined ? name : `${name} of ${account}`;
}
