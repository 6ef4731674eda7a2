import colors from 'picocolors';
import type { CompareAnswer, ComparedRequest } from '../../iam/answers/compare-answer.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { prose, row, section, sections } from './answer-text.ts';
import { requestRows } from './request-text.ts';
import { statementsText } from './statement-text.ts';

export function compareText(answer: CompareAnswer, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const { gained, lost, reason } = answer;
  const asked = (title: string, request: ComparedRequest | null, other: string): string =>
    request === null ? '' : section(title, witness(request, other, width, paint), paint);
  return sections([
    headline(answer, width, paint),
    asked('Allowed by the new policy alone', gained, 'old'),
    asked('Allowed by the old policy alone', lost, 'new'),
    reason === null ? '' : section('Not known', [paint.yellow(prose(`${reason}.`, width))], paint),
    paint.dim(prose(readings(answer), width, '')),
  ]);
}

function headline({ answer, old, new: fresh }: CompareAnswer, width: number, paint: Paint): string {
  const say = (text: string): string => prose(text, width, '');
  switch (answer) {
    case 'equivalent':
      return paint.green(say(`Equivalent: ${fresh} allows exactly what ${old} does. Proved.`));
    case 'narrower':
      return paint.green(
        say(`No new access: ${fresh} allows nothing that ${old} does not, and less. Proved.`),
      );
    case 'no-new-access':
      return paint.green(say(`No new access: ${fresh} allows nothing that ${old} does not. Proved.`));
    case 'new-access':
      return paint.red(say(`New access: ${fresh} allows what ${old} does not.`));
    case 'unknown':
      return paint.yellow(
        say(`Unknown: whether ${fresh} allows more than ${old} could be neither proved nor refuted.`),
      );
  }
}

function witness(
  { request, allowedBy, deniedBy, nearMisses }: ComparedRequest,
  other: string,
  width: number,
  paint: Paint,
): readonly string[] {
  return [
    ...requestRows(request, width, paint),
    row('Allowed by', statementsText(allowedBy), width, paint),
    row(
      `Not in ${other}`,
      deniedBy.length > 0
        ? `denied by ${statementsText(deniedBy)}`
        : ['no statement allows it', ...nearMisses].join('; '),
      width,
      paint,
    ),
  ];
}

function readings({ policyType, actions, resources }: CompareAnswer): string {
  const which =
    actions === 'future'
      ? 'Actions that AWS may add count too'
      : 'Only actions that are known today or named in the policies count';
  const what =
    resources === 'any'
      ? 'an action may be asked of any ARN'
      : 'an action is asked only of resources that it works on';
  return `Compared as policies of ${policyType === 'identity' ? 'identities' : 'resources'}, each alone. ${which}; ${what}.`;
}
