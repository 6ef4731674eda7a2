import type { Assessment } from '../../model/assessment.ts';
import {
  type FrameworkResult,
  REQUIREMENT_STATES,
  type RequirementResult,
  type RequirementState,
} from '../../model/compliance.ts';
import { printable } from '../printable.ts';
import { STATE_NAMES } from '../requirement-state-name.ts';
import { type Paint, SEVERITY_PAINT } from '../severity-paint.ts';
import { number, wrapped } from '../terminal-text.ts';

const STATE_PAINT: Readonly<Record<RequirementState, (paint: Paint, text: string) => string>> = {
  'not-met': (paint, text) => paint.red(text),
  'not-assessed': (paint, text) => paint.yellow(text),
  excepted: (paint, text) => paint.yellow(text),
  'met-in-part': (paint, text) => paint.cyan(text),
  met: (paint, text) => paint.green(text),
  'not-covered': (paint, text) => paint.dim(text),
};

/** Every requirement of the frameworks that were asked for, those that are not met first. */
export function frameworks({ frameworks: results = [] }: Assessment, paint: Paint, width: number): string {
  return results.map((each) => section(each, paint, width)).join('\n\n');
}

function section(result: FrameworkResult, paint: Paint, width: number): string {
  const { id, title, counts, requirements } = result;
  const byState = Map.groupBy(requirements, ({ state }) => state);
  const present = REQUIREMENT_STATES.filter((state) => counts[state] > 0);
  const totals = present.map((state) =>
    STATE_PAINT[state](paint, `${STATE_NAMES[state]} ${number(counts[state])}`),
  );
  const groups = present.map((state) => {
    const heading = STATE_PAINT[state](paint, STATE_NAMES[state].toUpperCase());
    const rows = byState.get(state) ?? [];
    const lines =
      state === 'not-covered'
        ? notCovered(rows, width)
        : rows.map((row) => line(row, columnsOf(requirements), paint, width));
    return [`  ${heading}`, ...lines].join('\n');
  });
  return [`${paint.bold(title)}  ${paint.dim(id)}`, `  ${totals.join(paint.dim(' · '))}`, ...groups].join(
    '\n',
  );
}

/** Those that have checks stand in columns. */
function columnsOf(requirements: readonly RequirementResult[]): number {
  return Math.max(...requirements.filter(({ checks }) => checks.length > 0).map(({ id }) => id.length), 0);
}

function line(row: RequirementResult, idWidth: number, paint: Paint, width: number): string {
  const { id, worst, fail, title, why, note, coverage } = row;
  const severity = worst === null ? ' '.repeat(8) : SEVERITY_PAINT[worst](paint, worst.padEnd(8));
  const failures = (fail > 0 ? number(fail) : '').padStart(6);
  const indent = ' '.repeat(4 + idWidth + 2 + 8 + 6 + 2);
  const text = wrapped(title, width, indent).trimStart();
  const remarks = [why, coverage === 'partial' ? note : null].flatMap((each) =>
    each === null ? [] : [paint.dim(wrapped(printable(each), width, indent))],
  );
  return [`    ${id.padEnd(idWidth)}  ${severity}${failures}  ${text}`, ...remarks].join('\n');
}

/** By the reason, since many share one. */
function notCovered(rows: readonly RequirementResult[], width: number): readonly string[] {
  return [...Map.groupBy(rows, ({ note }) => note ?? '')].map(([note, group]) =>
    [wrapped(note, width, '    '), wrapped(group.map(({ id }) => id).join(', '), width, '      ')].join('\n'),
  );
}
