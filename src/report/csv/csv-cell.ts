import { clipped } from '../clipped.ts';
import { printable } from '../printable.ts';

/** Spreadsheets cut a cell at 32,767 characters without a word. */
const LONGEST = 32_000;

/**
 * What a spreadsheet takes for a formula, behind spaces too, and the full-width forms that some of them take as well:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[\s'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

/** One cell by RFC 4180; an apostrophe before it keeps a spreadsheet from reckoning. */
export function csvCell(value: string): string {
  const text = clipped(printable(value), LONGEST);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
