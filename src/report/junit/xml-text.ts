import { printable } from '../printable.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * For text and attribute values alike. Characters that XML 1.0 forbids even as references
 * (https://www.w3.org/TR/xml/#charsets) are among those that are shown as their code.
 */
export function xmlText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
