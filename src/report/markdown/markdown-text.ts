import { printable } from '../printable.ts';

/** Shown as nothing; keeps what stands on its two sides apart. */
const APART = '&#8203;';

/**
 * Text that stays text where Markdown is read, GitHub's and GitLab's: no HTML, no emphasis, link, image, table cell or
 * formula, and no mention of a person, an issue or an address, which those make of the finished text.
 */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\\`*_{}[\]~|$^]/g, '\\$&')
    .replace(REFERENCES, (found) => `${found}${APART}`);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What precedes `@name`, `#1`, `!1`, `GH-1`, `//host`, `www.host`. */
const REFERENCES = /[@#!%](?=[\p{L}\p{N}_"&\\])|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)/giu;

/**
 * An identifier, literally and to be copied: what stands in a code span is neither markup nor a mention. One with a
 * pipe in it is text: renderers differ in what a backslash before it means in a table's code.
 */
export function markdownCode(text: string): string {
  const shown = printable(text);
  if (shown.includes('|')) return markdownText(text);
  if (shown.trim() === '') return '` `';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = /^[ `]|[ `]$/.test(shown) ? ' ' : '';
  return `${fence}${room}${shown}${room}${fence}`;
}
