import colors from 'picocolors';
import type { Access, PublicAnswer, ResourceAccess } from '../../iam/answers/public-answer.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { number } from '../terminal-text.ts';
import { DEEPER, notRead, prose, section, sections } from './answer-text.ts';
import { requestText } from './request-text.ts';
import { statementsText } from './statement-text.ts';

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

/** Resources that nobody of outside gets at are counted, not named. */
export function publicText(
  { resources, summary, unread }: PublicAnswer,
  { color, width }: TableOptions,
): string {
  const style = { width, paint: colors.createColors(color) };
  const isPublic = (each: ResourceAccess): boolean => each.public.answer === 'yes';
  const isExternal = (each: ResourceAccess): boolean => !isPublic(each) && each.external.answer === 'yes';
  const isUnknown = (each: ResourceAccess): boolean =>
    !isPublic(each) && [each.public.answer, each.external.answer].includes('unknown');
  const named = (
    title: string,
    holds: (each: ResourceAccess) => boolean,
    of: 'public' | 'external',
  ): string =>
    section(
      title,
      resources.filter(holds).map((each) => resource(each, each[of], style)),
      style.paint,
    );
  const { policies, public: open, external, unknown } = summary;
  return sections([
    prose(
      `${policies === 1 ? '1 policy' : `${number(policies)} policies`}: ${number(open)} public, ${number(external - open)} open to others, ${number(policies - external - unknown)} to nobody of outside, ${number(unknown)} not known.`,
      width,
      '',
    ),
    named('Public: strangers get through', isPublic, 'public'),
    named('Open to others', isExternal, 'external'),
    named('Not known', isUnknown, 'external'),
    notRead(unread, width, style.paint),
  ]);
}

function resource(each: ResourceAccess, access: Access, { width, paint }: Style): string {
  const { arn, aws, difference, unread } = each;
  const { request, determining, reason } = access;
  const lines = [
    ...(request === null
      ? []
      : [
          prose(
            `${request.principal === '*' ? 'anonymous' : request.principal}: ${requestText(request)}`,
            width,
            DEEPER,
          ),
          paint.dim(prose(`by ${statementsText(determining)}`, width, DEEPER)),
        ]),
    ...(reason === null ? [] : [paint.yellow(prose(reason, width, DEEPER))]),
    ...(aws === null || difference === null ? [] : [prose(`${difference} ${aws.because}`, width, DEEPER)]),
    ...unread.map(({ call, why }) =>
      paint.yellow(prose(`Unless this tells otherwise: ${call}: ${why}`, width, DEEPER)),
    ),
  ];
  return [prose(arn, width), ...lines].join('\n');
}
