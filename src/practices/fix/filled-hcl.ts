import type { Finding } from '../../model/finding.ts';
import { hclInQuotes, hclRemark } from './hcl-string.ts';
import { fillingOf, replacePlaceholders, type Scalar, unfilled } from './placeholder.ts';

/** Fills HCL: in a quoted string the text, in a comment the text on one line, elsewhere the value or list as a literal. */
export function filledHcl(template: string, finding: Finding): string {
  return replacePlaceholders(template, (placeholder, before) => {
    const filling = fillingOf(placeholder, finding);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    if (/^\s*#/.test(line))
      return hclRemark([...new Set([filling ?? unfilled(placeholder)].flat())].join(', '));
    if (!insideString(line)) return literal(filling ?? blank(placeholder));
    return filling === undefined || typeof filling === 'object'
      ? unfilled(placeholder)
      : hclInQuotes(String(filling));
  });
}

/** A list that its reader fills in is still a list. */
function blank(placeholder: string): string | readonly string[] {
  return placeholder.includes('[]') ? [unfilled(placeholder)] : unfilled(placeholder);
}

function literal(value: Scalar | readonly Scalar[]): string {
  if (typeof value === 'object') return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? `"${hclInQuotes(value)}"` : String(value);
}

/** After an odd number of double quotes; no template's string spans lines or holds one that is escaped. */
const insideString = (line: string): boolean => line.split('"').length % 2 === 0;
