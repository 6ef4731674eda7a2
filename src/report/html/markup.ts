import { printable } from '../printable.ts';
import { wordPieces } from './word-pieces.ts';

/** Text that is HTML already. Only `html` makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = string | number | Markup | null | readonly Content[];

/** A template whose values are text: whatever is not `Markup` itself is escaped, for elements and attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    const inTag = text.lastIndexOf('<') > text.lastIndexOf('>');
    text += inserted(value, inTag) + (strings[index + 1] ?? '');
  });
  return new Markup(text);
}

function inserted(content: Content, inTag: boolean): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map((each) => inserted(each, inTag)).join('');
  return inTag ? escapeHtml(String(content)) : wordPieces(String(content)).map(escapeHtml).join('<wbr>');
}

/** For text and attribute values alike; what could turn or hide the text around it is shown as its code. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
