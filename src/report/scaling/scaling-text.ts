import colors from 'picocolors';
import type { BindingLimit, ScalingAnswers } from '../../model/simulation.ts';
import { MARGIN, notRead, prose, row, section, sections } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { figure, loadChart } from './load-chart.ts';
import type { ScalingDocument, Told } from './scaling-document.ts';

/** Wider than any chart has to be. */
const WIDEST = 110;

const LIMIT_TEXT: Readonly<Record<BindingLimit, string>> = {
  'max-size': 'its maximum size',
  'vcpu-quota': "the account's vCPU quota",
  'subnet-addresses': 'the free addresses of its subnets',
  'target-limit': 'the targets that its load balancer takes',
  policy: 'its policies, which do not ask for enough',
  'suspended-process': 'a suspended process',
  'health-check-grace': 'its health check grace period, which is shorter than instances take to serve',
  time: 'time: the instances came when it was over',
};

/** Whether the load is absorbed, the curves, the answers, and what would do. */
export function scalingText(document: ScalingDocument, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const { before, after, unread } = document;
  const chartWidth = Math.min(width, WIDEST);
  return sections([
    headline(document, after ?? before, paint),
    after ? section('Before', loadChart(before.simulation.minutes, chartWidth), paint) : '',
    section(
      after ? 'After' : 'Load and capacity',
      loadChart((after ?? before).simulation.minutes, chartWidth),
      paint,
    ),
    section('Answers', answerRows(before, after, width, paint), paint),
    section('Smallest change that absorbs it', changeLines(document), paint),
    section(
      'Not an option? What would cut the load before it comes',
      alternativeLines(document, width),
      paint,
    ),
    section('If what was assumed is otherwise', sensitivityLines(document), paint),
    section(
      'What it rests on',
      document.assumptions.map((each) => prose(each, width)),
      paint,
    ),
    notRead(unread, width, paint),
  ]);
}

function headline({ groupName }: ScalingDocument, { absorbed, simulation }: Told, paint: Paint): string {
  const { timeToCapacity, bindingLimit, lostRequests, offeredRequests } = simulation.answers;
  const verdict = absorbed ? paint.green('absorbed') : paint.red('not absorbed');
  const why = absorbed
    ? `could serve the peak ${duration(timeToCapacity)} after the load began to rise`
    : `never could serve the peak; what held it: ${bindingLimit ? LIMIT_TEXT[bindingLimit] : 'nothing'}`;
  const share = offeredRequests > 0 ? (100 * lostRequests) / offeredRequests : 0;
  return `${paint.bold(verdict)}  ${printable(groupName)} ${why}; ${figure(lostRequests)} of ${figure(offeredRequests)} requests lost (${share.toFixed(1)} %)`;
}

const ROWS: readonly (readonly [string, (answers: ScalingAnswers) => string])[] = [
  ['to the alarm', ({ timeToAlarm }) => duration(timeToAlarm)],
  ['to the first new instance', ({ timeToFirstInstance }) => duration(timeToFirstInstance)],
  ['to enough capacity', ({ timeToCapacity }) => duration(timeToCapacity)],
  ['short of capacity', ({ shortSeconds }) => duration(shortSeconds)],
  ['requests lost', ({ lostRequests }) => figure(lostRequests)],
  ["of them users'", ({ lostUserRequests }) => figure(lostUserRequests)],
  ['filtered before', ({ filteredRequests }) => figure(filteredRequests)],
  ['most instances', ({ peakInstances }) => String(peakInstances)],
  ['minutes at maximum', ({ minutesAtMax }) => String(minutesAtMax)],
  ['to scale back', ({ timeToScaleBack }) => duration(timeToScaleBack)],
  ['extra instance hours', ({ extraInstanceHours }) => figure(extraInstanceHours)],
  ['extra cost', ({ extraCost }) => money(extraCost)],
  ['of it, scaling back', ({ scaleBackCost }) => money(scaleBackCost)],
  ['oscillations', ({ oscillations }) => String(oscillations)],
];

function answerRows(before: Told, after: Told | null, width: number, paint: Paint): readonly string[] {
  return ROWS.map(([title, text]) => {
    const first = text(before.simulation.answers);
    const told = after ? `${first.padEnd(14)} → ${text(after.simulation.answers)}` : first;
    return row(title, told, width, paint, 26);
  });
}

function changeLines({ smallestChange, before, after }: ScalingDocument): readonly string[] {
  if ((after ?? before).absorbed) return [];
  if (!smallestChange)
    return [`${MARGIN}none that was tried: sizes, quotas, monitoring, grace period, suspended processes`];
  const { changes, proof } = smallestChange;
  const { timeToCapacity, lostRequests } = proof.answers;
  return [
    ...changes.map(({ setting, from, to }) =>
      printable(`${MARGIN}${setting}: ${from === '' ? 'none' : from} → ${to === '' ? 'none' : to}`),
    ),
    `${MARGIN}simulated with it: ${enough(timeToCapacity)}, ${figure(lostRequests)} requests lost`,
  ];
}

function alternativeLines({ alternatives }: ScalingDocument, width: number): readonly string[] {
  return alternatives.flatMap(({ says, docs }) => [prose(says, width), `${MARGIN}  ${docs}`]);
}

function sensitivityLines({ sensitivity }: ScalingDocument): readonly string[] {
  return sensitivity.map(
    ({ assumption, factor, timeToCapacity, lostRequests, peakInstances }) =>
      `${MARGIN}${`${assumption} × ${factor}`.padEnd(28)}${enough(timeToCapacity)}, ${figure(lostRequests)} lost, ${peakInstances} instances at most`,
  );
}

function enough(seconds: number | null): string {
  return seconds === null ? 'never enough' : `enough after ${duration(seconds)}`;
}

function duration(seconds: number | null): string {
  if (seconds === null) return 'never';
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest > 0 ? ` ${rest} s` : ''}`;
}

function money(dollars: number | null): string {
  return dollars === null ? 'not known' : `$${dollars.toFixed(2)}`;
}
