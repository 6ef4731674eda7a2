import colors from 'picocolors';
import type {
  LeastPrivilegeDocument,
  LeastPrivilegeOfPrincipal,
  Usage,
} from '../../trail/answers/least-privilege-document.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { lakeText } from '../trail/lake-text.ts';
import { prose, row, section, sections } from './answer-text.ts';

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

/** Of each principal what is left, what goes, and what is proved; the policies themselves at its end. */
export function leastPrivilegeText(answer: LeastPrivilegeDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  return sections([
    ...answer.principals.map((each) => principalText(each, style)),
    lakeText(answer.lake, style),
  ]);
}

type Answered = NonNullable<LeastPrivilegeOfPrincipal['policy']>;

function principalText(
  { principal, usage, dataEvents, policy, unread }: LeastPrivilegeOfPrincipal,
  style: Style,
): string {
  const { width, paint } = style;
  const lines = [
    row('Seen', usageText(usage), width, paint, TITLE),
    row(
      'Data events',
      dataEvents.length > 0 ? dataEvents.join(', ') : 'none in the lake',
      width,
      paint,
      TITLE,
    ),
    ...(policy
      ? policyLines(policy, style)
      : unread.map(({ call, why }) => paint.yellow(prose(`not known: ${call}: ${why}`, width)))),
    ...usage.unknownEvents.map(({ source, name, events }) =>
      paint.yellow(prose(`not known which permission: ${source} ${name} (${count(events, 'event')})`, width)),
    ),
  ];
  return [section(principal, lines, paint), ...(policy ? policyTexts(policy) : [])].join('\n');
}

const TITLE = 12;

function usageText({ events, denied, firstUse, lastUse }: Usage): string {
  if (events === 0) return 'no event';
  const refused = denied === 0 ? '' : `, ${number(denied)} of them denied`;
  return `${count(events, 'event')}${refused}, ${firstUse} to ${lastUse}`;
}

function policyLines(policy: Answered, { width, paint }: Style): readonly string[] {
  const { kept, unseen, removed, uncovered } = policy;
  const services = removed.filter(({ whole }) => whole).map(({ service }) => service);
  const actions = removed.filter(({ whole }) => !whole).flatMap((each) => each.actions);
  return [
    row('Kept', listed(kept), width, paint, TITLE),
    ...(unseen.length === 0
      ? []
      : [row('Kept unseen', `${listed(unseen)}: no log shows their use`, width, paint, TITLE)]),
    row('Services out', listed(services), width, paint, TITLE),
    row('Actions out', listed(actions), width, paint, TITLE),
    ...uncovered.map(({ action, resource }) =>
      paint.yellow(
        prose(`today's policies do not allow ${action}${resource ? ` on ${resource}` : ''}`, width),
      ),
    ),
    proofLine('Allows nothing that today does not', policy.noMore, width, paint),
    proofLine('Allows every call that was seen', policy.sufficient, width, paint),
  ];
}

const SHOWN = 12;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const rest = names.length - SHOWN;
  const more = rest > 0 ? ` and ${number(rest)} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}

function proofLine(
  what: string,
  { answer, reason }: Answered['noMore'],
  width: number,
  paint: Paint,
): string {
  const text = prose(`${what}: ${answer}${reason === null ? '' : ` (${reason})`}.`, width);
  return answer === 'proved' ? paint.green(text) : paint.red(text);
}

function policyTexts({ policies }: Answered): readonly string[] {
  if (policies.length === 0) return ['  No policy is needed.'];
  return policies.map(
    ({ policyName, policyDocument }) => `\n${policyName}\n${JSON.stringify(policyDocument, null, 2)}`,
  );
}
