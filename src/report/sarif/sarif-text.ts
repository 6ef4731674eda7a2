import { clipped } from '../clipped.ts';
import { printable } from '../printable.ts';

/** Long enough for a sentence with a long name in it; GitHub cuts what is longer than it shows. */
const LONGEST = 4000;

/**
 * A message's text, in which braces would make a placeholder and brackets a link:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (3.11.5 and 3.11.6)
 */
export function sarifText(text: string): string {
  const shown = clipped(printable(text), LONGEST);
  if (shown.trim() === '') return '-'; // GitHub takes no empty text
  return shown.replace(/[\\[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
}
