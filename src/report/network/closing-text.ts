import type { CutFromInternet, SharedEdit, ToldClosing } from '../../network/exposed-document.ts';
import { MARGIN, prose } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import { count, number, wrapped } from '../terminal-text.ts';

const SHOWN_EDITS = 8;

/** Single edits that close several exposures, those that close most first. */
export function sharedText(edits: readonly SharedEdit[], { width, paint }: Style): readonly string[] {
  const rest = edits.length - SHOWN_EDITS;
  return [
    ...edits.slice(0, SHOWN_EDITS).map(({ says, closes }) => {
      const addresses = closes.map(({ traffic, address }) => `${traffic} of ${address}`);
      return prose(`${says}: ${count(closes.length, 'exposure')}, ${shortened(addresses)}`, width);
    }),
    ...(rest > 0 ? [paint.dim(`${MARGIN}… and ${number(rest)} more (--output json tells them all)`)] : []),
  ];
}

type ToldSet = ToldClosing['sets'][number];

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

const SHOWN_SETS = 3;
const SHOWN_CUTS = 3;
const INDENT = ' '.repeat(6);
const DEEPER = ' '.repeat(9);

/** What closes an exposure: the best few ways, each with its commands and what else it cuts. */
export function closingText(
  { sets, isBounded, missing }: ToldClosing,
  style: Style,
  shown = SHOWN_SETS,
): readonly string[] {
  const { width, paint } = style;
  const rest = sets.length - shown;
  const bound = isBounded ? 'longer sets of edits were not looked for' : '';
  return [
    ...sets.slice(0, shown).flatMap((each, index) => setText(each, index + 1, style)),
    ...(rest > 0
      ? [paint.dim(`${INDENT}… and ${count(rest, 'more way')} (--output json tells them all)`)]
      : []),
    ...(sets.length === 0 ? [paint.yellow(`${INDENT}no edit is known to close it`)] : []),
    ...(bound === '' ? [] : [paint.dim(`${INDENT}${bound}`)]),
    ...(sets.length === 0
      ? missing.map(({ call, why }) =>
          paint.yellow(wrapped(printable(`not known: ${call}: ${why}`), width, INDENT)),
        )
      : []),
  ];
}

function setText(
  { edits, commands, cuts }: ToldSet,
  place: number,
  { width, paint }: Style,
): readonly string[] {
  const says = edits.map((each) => each.says).join(', and ');
  return [
    `${INDENT}${place}. ${wrapped(printable(says), width, DEEPER).trimStart()}`,
    ...commands.map((each) => paint.dim(`${DEEPER}${printable(each)}`)),
    ...cutsText(cuts, width),
    ...(cuts.missing.length > 0
      ? [paint.yellow(`${DEEPER}may cut more: not all that decides is known`)]
      : []),
  ];
}

function cutsText(cuts: ToldSet['cuts'], width: number): readonly string[] {
  const { fromInternet, targets, flows, intents, isBounded } = cuts;
  const whole = flows.filter(({ cut }) => cut === 'all');
  const partly = flows.filter(({ cut }) => cut === 'some');
  return [
    ...listed('breaks the intent', intents.map(intentText), width),
    ...listed('also shuts out the internet from', fromInternet.map(internetText), width),
    ...listed('load balancers could not hand on', targets.map(targetText), width),
    ...listed('also stops', whole.map(flowText), width),
    ...listed('also stops, at some ports of the client,', partly.map(flowText), width),
    ...(isBounded ? [`${DEEPER}there are more ways out and inside, or intents, than were asked`] : []),
  ];
}

function intentText({ text, from, to, packet }: ToldSet['cuts']['intents'][number]): string {
  return `"${text}", ${packet ?? `from ${from} to ${to}`}`;
}

function internetText({ traffic, address, networkInterfaceId }: CutFromInternet): string {
  return `${traffic} of ${networkInterfaceId}, ${address}`;
}

function targetText({ traffic, from, targetId, address, port }: ToldSet['cuts']['targets'][number]): string {
  return `${traffic} of ${from} to ${targetId}, ${address}:${port}`;
}

function flowText({ packet, alike }: ToldSet['cuts']['flows'][number]): string {
  return alike === 1 ? packet : `${packet} (${alike} interfaces alike)`;
}

function listed(title: string, all: readonly string[], width: number): readonly string[] {
  if (all.length === 0) return [];
  return [wrapped(printable(`${title} ${shortened(all)}`), width, DEEPER)];
}

function shortened(all: readonly string[]): string {
  const rest = all.length - SHOWN_CUTS;
  return `${all.slice(0, SHOWN_CUTS).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}
