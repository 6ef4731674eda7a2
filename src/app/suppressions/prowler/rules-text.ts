import { Scalar, stringify } from 'yaml';
import { inert } from '../../../report/json/inert.ts';
import { HOSTILE, printable } from '../../../report/printable.ts';
import type { Imported, ImportedRule } from './import-mutelist.ts';

/** The rules as a file of suppressions, each behind a remark on where it comes from; what is left out stands below. */
export function rulesText(path: string, { rules, leftOut }: Imported): string {
  const head = [
    '# yaml-language-server: $schema=./node_modules/rampart/docs/schema/suppressions.v1.json',
    `# Made by \`rampart suppressions import\` from ${printable(path)}, a mute list of Prowler.`,
    '# Where Prowler finds key=value anywhere in the tags, these rules ask for the very key.',
  ];
  const list = rules.map(({ rule, lines }) => `${remark(lines.join(', '))}${ruleText(rule)}`);
  const rest = leftOut.map(({ line, why }) => remark(`  ${line}: ${why}`));
  return [
    `${head.join('\n')}\n`,
    ...(list.length > 0 ? list : ['[]\n']),
    ...(rest.length > 0 ? [`# Left out:\n${rest.join('')}`] : []),
  ].join('\n');
}

/** A list of one is written as the one. */
function ruleText(rule: ImportedRule): string {
  const entries = Object.entries(rule).map(([key, value]: [string, unknown]): [string, unknown] => [
    key,
    Array.isArray(value) && value.length === 1 ? value[0] : value,
  ]);
  return inert(
    stringify([quoted(Object.fromEntries(entries))], {
      lineWidth: 0,
      doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
    }),
  );
}

/** Text that a terminal would obey is put in quotes, within which its characters may be written as escapes. */
function quoted(value: unknown): unknown {
  if (typeof value === 'string') return value.search(HOSTILE) < 0 ? value : doubleQuoted(value);
  if (Array.isArray(value)) return value.map(quoted);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, item]) => [quoted(key), quoted(item)]));
}

function doubleQuoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** Names of others stand in it: none may end the line, and the remark with it. */
function remark(text: string): string {
  return `# ${printable(text)}\n`;
}
