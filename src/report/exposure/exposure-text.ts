import colors from 'picocolors';
import {
  type AccessWay,
  EXPOSURE_STATES,
  type ExposedPerson,
  type ExposedWebsite,
  type ExposureAnswer,
  type ExposureState,
  type ExposureStop,
  exposureState,
  type HeldDoor,
  type PersonAccess,
  type ResourceExposure,
} from '../../iam/answers/exposure-answer.ts';
import { DEEPER, MARGIN, notRead, prose, section, sections } from '../iam/answer-text.ts';
import { requestText } from '../iam/request-text.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { endpointId, stopText } from './stop-text.ts';

interface Style {
  readonly width: number;
  readonly paint: Paint;
  /** One resource, with requests. */
  readonly inFull: boolean;
}

const TITLES: Readonly<Record<ExposureState, string>> = {
  public: 'Public: strangers get in',
  shared: 'Open to others',
  unknown: 'Not known',
  held: 'Held: granted to others, and stopped by settings alone',
  own: 'Open to services and to its own accounts',
};

/** A matrix of people and operations for each resource, the most exposed first. */
export function exposureText(answer: ExposureAnswer, { color, width }: TableOptions): string {
  const { resources, unread, doors } = answer;
  const style: Style = { width, paint: colors.createColors(color), inFull: answer.asked !== null };
  const byState = Map.groupBy(resources, exposureState);
  return sections([
    headline(answer, style),
    ...EXPOSURE_STATES.map((state) => {
      const found = byState.get(state) ?? [];
      if (state === 'own' && !style.inFull) return '';
      return section(
        TITLES[state],
        found.map((each) => resourceText(each, style)),
        style.paint,
      );
    }),
    section(
      'What one setting holds',
      doors.map((each) => doorText(each, style)),
      style.paint,
    ),
    notRead(unread, width, style.paint),
  ]);
}

function headline({ summary, resources }: ExposureAnswer, { width, inFull }: Style): string {
  const { public: open, shared, held, unknown } = summary;
  if (inFull) return '';
  const own = resources.length - open - shared - held - unknown;
  return prose(
    `${number(open)} public, ${number(shared)} open to others, ${number(held)} held by settings alone, ${number(unknown)} not known; ${number(own)} let in services alone.`,
    width,
    '',
  );
}

function resourceText(each: ResourceExposure, style: Style): string {
  const { type, arn, account, region, people, operations, aws, difference, website } = each;
  const { width, paint, inFull } = style;
  const shown = inFull ? people : people.filter(({ kind }) => kind !== 'service');
  return [
    `${MARGIN}${paint.bold(printable(arn))}`,
    paint.dim(`${DEEPER}${type}, account ${account}, ${region}`),
    ...matrix(shown, operations, style),
    ...waysText(shown, style),
    ...(aws && (aws.public || difference !== null)
      ? [prose(awsText(aws.because, difference), width, DEEPER)]
      : []),
    ...(website ? websiteText(website, style) : []),
    ...whyUnknown(shown, style),
  ].join('\n');
}

function websiteText({ endpoint, says, unread }: ExposedWebsite, { width, paint }: Style): readonly string[] {
  return [
    prose(`its website ${printable(endpoint)} ${says}`, width, DEEPER),
    ...unread.map(({ call, why }) => paint.yellow(prose(notKnown(call, why), width, DEEPER))),
  ];
}

function notKnown(call: string, why: string): string {
  return `not known without ${call}: ${why}`;
}

function awsText(because: string, difference: string | null): string {
  return difference === null ? `AWS calls its policy public: ${because}` : `${difference} ${because}`;
}

const CLOSED = '-';
const WORDS: Readonly<Record<PersonAccess['answer'], string>> = { open: 'open', held: 'held', unknown: '?' };
const LONGEST_NAME = 60;

/** Names beside the cells where there is room, else above them. */
function matrix(
  people: readonly ExposedPerson[],
  operations: readonly string[],
  { width, paint }: Style,
): readonly string[] {
  const rows = matrixRows(people, operations);
  if (rows.length === 0) return [`${DEEPER}Nobody of outside gets in.`];
  const columns = operations.map((each) => Math.max(each.length, 4) + 2);
  const longest = Math.min(LONGEST_NAME, Math.max(...rows.map(({ name }) => name.length)));
  const isBeside = longest + 2 <= width - DEEPER.length - columns.reduce((sum, each) => sum + each, 0);
  const indent = ' '.repeat(isBeside ? longest + 2 : 2);
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, at) => paintAnswer(text, paint) + ' '.repeat((columns[at] ?? 0) - text.length))
      .join('')
      .trimEnd();
  return [
    `${DEEPER}${indent}${paint.dim(operations.map((each, at) => each.padEnd(columns[at] ?? 0)).join(''))}`.trimEnd(),
    ...rows.flatMap(({ name, cells }) =>
      isBeside && name.length <= longest
        ? [`${DEEPER}${name.padEnd(longest + 2)}${line(cells)}`]
        : [`${DEEPER}${name}`, `${DEEPER}${indent}${line(cells)}`],
    ),
    ...rows.flatMap(({ members }) => members.map((each) => prose(each, width, DEEPER))),
  ];
}

interface Row {
  readonly name: string;
  readonly cells: readonly string[];
  /** Who they are, where the row is of several. */
  readonly members: readonly string[];
}

/** Users and roles that may do the same have a row together. */
function matrixRows(people: readonly ExposedPerson[], operations: readonly string[]): readonly Row[] {
  const cellsOf = ({ access }: ExposedPerson): readonly string[] => {
    const answers = new Map(access.map((each) => [each.operation, WORDS[each.answer]]));
    return operations.map((each) => answers.get(each) ?? CLOSED);
  };
  const isNamed = ({ kind, name }: ExposedPerson): boolean => kind === 'inside' && name.startsWith('arn:');
  const inside = people.filter(isNamed);
  const groups = [...Map.groupBy(inside, (each) => cellsOf(each).join(' ')).values()];
  return [
    ...people
      .filter((each) => !isNamed(each))
      .map((each) => ({ name: printable(each.name), cells: cellsOf(each), members: [] })),
    ...groups.map((group, at): Row => {
      const [first] = group;
      const names = group.map(({ name }) => name).join(', ');
      return {
        name: `[${at + 1}] ${number(group.length)} of the accounts read`,
        cells: first ? cellsOf(first) : [],
        members: [`[${at + 1}] ${names}`],
      };
    }),
  ];
}

function paintAnswer(text: string, paint: Paint): string {
  if (text === WORDS.open) return paint.red(text);
  if (text === WORDS.unknown) return paint.yellow(text);
  return text === CLOSED ? paint.dim(text) : text;
}

/** Each grant once, with the operations that it is for. */
function waysText(people: readonly ExposedPerson[], { width, paint, inFull }: Style): readonly string[] {
  const all = people.flatMap(({ kind, access }) =>
    access.flatMap(({ operation, ways: by }) => by.map((way) => ({ kind, operation, way }))),
  );
  const ways = all.filter(({ kind, way }) => kind !== 'inside' || way.vpcEndpoint !== null);
  const byGrant = Map.groupBy(ways, ({ way }) => grantText(way));
  return [...byGrant].flatMap(([text, found]) => {
    const operations = [...new Set(found.map(({ operation }) => operation))].join(', ');
    const request = inFull && found[0]?.kind !== 'inside' ? found[0]?.way.request : null;
    return [
      prose(`${operations}: by ${text}`, width, DEEPER),
      ...(request
        ? [
            paint.dim(
              prose(
                `${request.principal === '*' ? 'anonymous' : request.principal}: ${requestText(request)}`,
                width,
                `${DEEPER}  `,
              ),
            ),
          ]
        : []),
    ];
  });
}

function grantText({ grant, where, vpcEndpoint, stoppedBy, wouldStop }: AccessWay): string {
  const stops = stoppedBy.map(stopText);
  const through = vpcEndpoint === null ? '' : ` through VPC endpoint ${endpointId(vpcEndpoint)}`;
  const words = `${where === '' ? grant : `${grant} ${where}`}${through}`;
  if (stops.length > 0) return `${words}, stopped by ${stops.join(' and ')}`;
  return wouldStop.length === 0 ? words : `${words}; ${eitherOf(wouldStop)} would stop it`;
}

/** `BucketOwnerEnforced, or ignorePublicAcls of bucket or account` */
function eitherOf(stops: readonly ExposureStop[]): string {
  const bySetting = Map.groupBy(stops, ({ setting }) => setting);
  return [...bySetting]
    .map(([setting, same]) => `${setting}${HOLDERS[same[0]?.layer ?? ''] ?? ''}`)
    .join(', or ');
}

/** Whose setting it would be, of one and the same bucket. */
const HOLDERS: Readonly<Record<string, string>> = {
  'bucket-block-public-access': ' of bucket or account',
  'snapshot-block-public-access': ' of snapshots in its region',
};

function whyUnknown(people: readonly ExposedPerson[], { width, paint }: Style): readonly string[] {
  const unread = people.flatMap(({ access }) => access.flatMap((each) => each.unread));
  const texts = new Set(unread.map(({ call, why }) => notKnown(call, why)));
  return [...texts].map((text) => paint.yellow(prose(text, width, DEEPER)));
}

const NAMED = 5;

function doorText(door: HeldDoor, { width }: Style): string {
  const { opens } = door;
  const names = opens.slice(0, NAMED).join(', ');
  const rest = opens.length > NAMED ? ` and ${number(opens.length - NAMED)} more` : '';
  return prose(
    `${stopText(door)}: without it ${count(opens.length, 'resource')} would be open: ${names}${rest}`,
    width,
  );
}
