import { parsePrefix } from '../../../model/address-range.ts';
import { arnTokens } from '../../arn-pattern.ts';
import { compileComparison } from '../../comparison.ts';
import type { ConditionOperator, OperatorFamily } from '../../condition-operator.ts';
import { policyDate } from '../../policy-date.ts';
import { policyNumber } from '../../policy-number.ts';
import type { PolicyTextPart, ResolvedPart } from '../../policy-text.ts';
import { stringTokens } from '../../string-pattern.ts';
import { type Pattern, patternOf } from '../strings/pattern.ts';
import { TextSet } from '../strings/text-set.ts';
import { type EdgedKind, type Region, textRegion } from '../values/region.ts';
import { piecesOfTokens, unmarked, withMarks } from './text-pieces.ts';

/** The values that a condition's values match, any of them, before any Not. */
export function comparedRegion(
  operator: ConditionOperator,
  texts: readonly (readonly PolicyTextPart[])[],
): Region {
  const marked = texts.map(withMarks);
  const edges = EDGES[operator.family];
  if (!edges) return textRegion(new TextSet(marked.flatMap((parts) => patternsOf(operator, parts))));
  return edged(edges.kind, operator, marked, marked.map(join).flatMap(edges.of));
}

const EDGES: Readonly<
  Partial<Record<OperatorFamily, { kind: EdgedKind; of: (text: string) => readonly string[] }>>
> = {
  Numeric: { kind: 'number', of: (text) => finite(policyNumber(text)) },
  Date: { kind: 'date', of: (text) => finite(policyDate(text)) },
  IpAddress: { kind: 'address', of: (text) => (parsePrefix(text) ? [text] : []) },
};

function edged(
  kind: EdgedKind,
  operator: ConditionOperator,
  marked: readonly (readonly ResolvedPart[])[],
  edges: readonly string[],
): Region {
  const comparisons = marked.map((parts) =>
    compileComparison(operator, [{ kind: 'text', text: join(parts) }]),
  );
  return { kind, edges, has: (value) => comparisons.some((compares) => compares(value)) };
}

function finite(edge: number): readonly string[] {
  return Number.isFinite(edge) ? [String(edge)] : [];
}

function patternsOf({ family }: ConditionOperator, parts: readonly ResolvedPart[]): readonly Pattern[] {
  switch (family) {
    case 'StringLike':
      return [patternOf(piecesOfTokens(stringTokens(parts)))];
    case 'Arn':
      return arnTokens(parts, 'condition').map((tokens) => patternOf(piecesOfTokens(tokens)));
    case 'StringEqualsIgnoreCase':
      return [patternOf(piecesOfTokens(literally(parts)), true)];
    case 'Bool':
      return isBoolean(parts) ? [patternOf(piecesOfTokens(literally(parts)), true)] : [];
    case 'Binary':
      return paddings(join(parts)).map((text) => patternOf([{ kind: 'text', text }]));
    case 'StringEquals':
      return [patternOf(piecesOfTokens(literally(parts)))];
    case 'Numeric':
    case 'Date':
    case 'IpAddress':
    case 'Null':
      return []; // compared by edges, or not at all
  }
}

function literally(parts: readonly ResolvedPart[]): readonly { kind: 'text'; text: string }[] {
  return parts.map(({ text }) => ({ kind: 'text', text }));
}

/** A variable may be one; a request's booleans are nothing else, so that it need not be said. */
function isBoolean(parts: readonly ResolvedPart[]): boolean {
  return parts.some((part) => part.kind === 'character') || /^(true|false)$/i.test(join(parts));
}

/** Base64 with and without its padding. */
function paddings(text: string): readonly string[] {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return [];
  const bare = text.replace(/=+$/, '');
  return ['', '=', '=='].map((padding) => bare + padding);
}

function join(parts: readonly ResolvedPart[]): string {
  return parts.map(({ text }) => unmarked(text)).join('');
}
