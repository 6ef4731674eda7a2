import { principalOf, type Way, type WayPrincipal, type WayRequest } from '../escalation-way.ts';

/** How a text is set; its width in pixels hangs on it. */
export type Face = 'name' | 'words' | 'code';
export type Measure = (text: string, face: Face) => number;

/** One line of text, by its baseline. */
export interface TextLine {
  readonly text: string;
  readonly face: Face;
  readonly x: number;
  readonly y: number;
}

export interface WayNode {
  readonly principal: WayPrincipal;
  readonly isAdministrator: boolean;
  /** Its upper edge. */
  readonly y: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
}

/** From one node to the next below. */
export interface WayEdge {
  readonly y: number;
  readonly to: number;
  readonly lines: readonly TextLine[];
}

export interface WayLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly WayNode[];
  readonly edges: readonly WayEdge[];
}

/** Where the arrows run, in the middle of the icons. */
export const AXIS = 26;
const TEXT = 52;
const EDGE = 14;
const PADDING = 11;
const LINE: Readonly<Record<Face, number>> = { name: 20, words: 19, code: 17 };
/** More of a text are in the list below the map. */
const MOST_LINES = 3;

/** A way from top to bottom: who, what he does, by which requests, and who he is then. */
export function layOut(way: Way, width: number, measure: Measure): WayLayout {
  const nodes: WayNode[] = [];
  const edges: WayEdge[] = [];
  let y = 1;
  const draw = (arn: string, note: string, isAdministrator: boolean): void => {
    const principal = principalOf(arn);
    const texts = [
      { text: principal.name, face: 'name' as const },
      { text: [note, principal.account].filter((each) => each !== '').join(' · '), face: 'words' as const },
    ];
    const set = setLines(texts, { x: TEXT, y: y + PADDING, width: width - TEXT - PADDING }, measure);
    const height = set.to - y + PADDING;
    nodes.push({ principal, isAdministrator, y, height, lines: set.lines });
    y += height;
  };
  draw(way.steps[0]?.from ?? '', kindOf(way.steps[0]?.from ?? ''), false);
  for (const [index, step] of way.steps.entries()) {
    const isLast = index === way.steps.length - 1;
    const requests = step.requests.map((each) => ({ text: requestText(each), face: 'code' as const }));
    const texts = [{ text: step.does, face: 'words' as const }, ...requests];
    const set = setLines(texts, { x: TEXT, y: y + EDGE, width: width - TEXT }, measure);
    edges.push({ y, to: set.to + EDGE, lines: set.lines });
    y = set.to + EDGE;
    draw(step.to, isLast ? 'administrator' : noteOf(step), isLast);
  }
  return { width, height: y + 1, nodes, edges };
}

function noteOf({ from, to }: Way['steps'][number]): string {
  return from === to ? `${kindOf(to)} with more rights` : kindOf(to);
}

function kindOf(arn: string): string {
  const { kind } = principalOf(arn);
  return kind === 'other' ? '' : kind;
}

/** `iam:PassRole on role/etl-warehouse, iam:PassedToService glue.amazonaws.com` */
function requestText({ action, resource, context }: WayRequest): string {
  const [first, ...others] = resource.split(':');
  const target = first === 'arn' ? others.slice(4).join(':') : resource;
  const on = target === '' || target === '*' ? '' : ` on ${target}`;
  return [`${action}${on}`, ...context.map(([key, value]) => `${key} ${value}`)].join(', ');
}

interface Text {
  readonly text: string;
  readonly face: Face;
}

function setLines(
  texts: readonly Text[],
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  measure: Measure,
): { readonly lines: readonly TextLine[]; readonly to: number } {
  let to = y;
  const lines = texts
    .filter(({ text }) => text !== '')
    .flatMap(({ text, face }) =>
      wrapped(text, width, (part) => measure(part, face)).map((part) => {
        to += LINE[face];
        return { text: part, face, x, y: to - 5 };
      }),
    );
  return { lines, to };
}

/** In lines that fit, broken between words where that is possible; the last one of too many ends with an ellipsis. */
export function wrapped(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let rest = text.slice(0, 1000);
  while (rest !== '' && lines.length < MOST_LINES) {
    const fits = longestFit(rest, width, measure);
    const isAll = fits === rest.length;
    const space = isAll ? -1 : rest.lastIndexOf(' ', fits);
    const end = space > 0 ? space : fits;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  const last = lines.at(-1);
  if (last === undefined || (rest === '' && text.length <= 1000)) return lines;
  const end = longestFit(`${last} `, width - measure('…'), measure);
  return [...lines.slice(0, -1), `${last.slice(0, end).trimEnd()}…`];
}

/** How much of the text is no wider; at least one character, and never half of one. */
function longestFit(text: string, width: number, measure: (text: string) => number): number {
  let [from, to] = [0, text.length];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (measure(text.slice(0, middle)) <= width) from = middle;
    else to = middle - 1;
  }
  const isHalf = /[\ud800-\udbff]/.test(text[from - 1] ?? '');
  return Math.max(isHalf ? from - 1 : from, /^[\ud800-\udbff]/.test(text) ? 2 : 1);
}
