import { printable } from '../../printable.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** As `element`, for drawings: text becomes text, with hostile characters as their code. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, printable(String(value)));
  made.append(...children.map((child) => (typeof child === 'string' ? printable(child) : child)));
  return made;
}
