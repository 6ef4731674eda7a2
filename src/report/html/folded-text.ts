/** What a finding's sentence names again and again. */
export interface Named {
  readonly arn: string;
  readonly id: string;
  readonly name: string | null;
  readonly account: string;
  readonly region: string;
}

const FIELDS = ['arn', 'id', 'name', 'account', 'region'] as const satisfies readonly (keyof Named)[];
/** U+0001 to U+0005 stand for the fields; U+0006 comes before a text that holds such a character itself. */
const MARKS = /[\u0001-\u0005]/g;
const VERBATIM = '\u0006';
const TAKEN = /[\u0001-\u0006]/;
/** Shorter names stand in too many other words. */
const SHORTEST = 3;

/** A sentence without the names in it, so that "… does not log." is kept once for ten thousand buckets. */
export function foldText(text: string, named: Named): string {
  if (TAKEN.test(text)) return VERBATIM + text;
  return FIELDS.reduce((folded, field, index) => {
    const value = named[field];
    if (value === null || value.length < SHORTEST || TAKEN.test(value)) return folded;
    return folded.replaceAll(value, String.fromCharCode(index + 1));
  }, text);
}

export function unfoldText(folded: string, named: Named): string {
  if (folded.startsWith(VERBATIM)) return folded.slice(1);
  return folded.replace(MARKS, (mark) => named[FIELDS[mark.charCodeAt(0) - 1] ?? 'id'] ?? '');
}
