import { arnTokens } from '../../arn-pattern.ts';
import type { GlobToken } from '../../glob.ts';
import type { Statement } from '../../policy-document.ts';
import { hasVariables, type PolicyTextPart, parsePolicyText } from '../../policy-text.ts';
import { FALSE, type Formula, not, or, some, TRUE } from '../solve/formula.ts';
import { type Pattern, patternOf } from '../strings/pattern.ts';
import { TextSet } from '../strings/text-set.ts';
import { textRegion } from '../values/region.ts';
import { RESOURCE } from './keys.ts';
import { colonsIn, piecesOfTokens, withMarks } from './text-pieces.ts';
import { byPresence } from './variable-text.ts';

/** When a statement is about the request's resource. Without Resource or NotResource it is about the policy's own. */
export function resourceFormula({ resources, notResources }: Statement, variables: boolean): Formula {
  const isListed = listedFormula(resources ?? notResources ?? ['*'], variables);
  return notResources ? not(isListed) : isListed;
}

function listedFormula(texts: readonly string[], variables: boolean): Formula {
  if (texts.includes('*')) return TRUE;
  const parsed = texts.map((text) => parsePolicyText(text, variables));
  const fixed = parsed.filter((parts) => !hasVariables(parts));
  const isOne = (of: readonly (readonly PolicyTextPart[])[]) =>
    some(RESOURCE, { region: textRegion(new TextSet(of.flatMap(patternsOf))), negated: false });
  const varying = parsed
    .filter(hasVariables)
    .map((text) => byPresence(text, (parts) => (parts ? isOne([parts]) : FALSE)));
  return or([fixed.length > 0 ? isOne(fixed) : FALSE, ...varying]);
}

function patternsOf(parts: readonly PolicyTextPart[]): readonly Pattern[] {
  return arnTokens(withMarks(parts), 'resource').map((tokens) =>
    patternOf(piecesOfTokens(withinParts(tokens))),
  );
}

/**
 * In an ARN of six parts a star stays in its part, though AWS lets one that ends its part run on. The difference is
 * whether `arn:aws:cloudformation:*:*:stack/a/*` is about a resource `…:stack/b/:stack/a/c`: proofs leave such
 * resources out, as AWS's own policy checks do (docs/decisions/0025).
 */
function withinParts(tokens: readonly GlobToken[]): readonly GlobToken[] {
  const total = tokens.reduce((sum, token) => sum + colonsIn(token), 0);
  if (total < 5) return tokens;
  let colons = 0;
  return tokens.map((token) => {
    colons += colonsIn(token);
    return token.kind === 'star' && colons < 5 ? { ...token, bounded: true } : token;
  });
}
