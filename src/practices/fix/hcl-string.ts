import { HOSTILE } from '../../model/hostile-characters.ts';

/**
 * A text inside a quoted HCL string. A `$` or `%` that could begin a template with what follows is written as its code:
 * templates are found before escapes are read (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).
 */
export function hclInQuotes(text: string): string {
  return text
    .toWellFormed()
    .replace(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/[$%](?=[{$%]|$)/g, code)
    .replace(HOSTILE, code);
}

/** A text in a comment: it cannot end the line. */
export function hclRemark(text: string): string {
  return text.toWellFormed().replace(HOSTILE, code);
}

function code(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
