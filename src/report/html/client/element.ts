import { printable } from '../../printable.ts';
import { wordPieces } from '../word-pieces.ts';

type Listener<E extends Event> = (event: E) => void;

interface Attributes {
  readonly class?: string;
  readonly onclick?: Listener<MouseEvent>;
  readonly oninput?: Listener<Event>;
  readonly onchange?: Listener<Event>;
  readonly onkeydown?: Listener<KeyboardEvent>;
  readonly [attribute: string]: string | number | boolean | Listener<never> | undefined;
}

export type Child = Node | string | number | null;

/**
 * The only way in which this page makes elements: text becomes text, never markup, and characters that could turn or
 * hide what stands around them are shown as their code. `false` and undefined leave an attribute out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name.slice(2), value as EventListener);
    else made.setAttribute(name, value === true ? '' : printable(String(value)));
  }
  made.append(...nodes(children));
  return made;
}

export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...nodes(children));
}

function nodes(children: readonly Child[]): (Node | string)[] {
  return children
    .filter((child) => child !== null)
    .flatMap((child) => (child instanceof Node ? [child] : breakable(printable(String(child)))));
}

function breakable(text: string): (Node | string)[] {
  const [first = '', ...others] = wordPieces(text);
  return [first, ...others.flatMap((piece) => [document.createElement('wbr'), piece])];
}

/** Text of several lines, each as inert as `element` makes it. */
export function lines(text: string): Text {
  return document.createTextNode(text.split('\n').map(printable).join('\n'));
}

/** The page's own element; its absence is a broken file. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the report is damaged: nothing is called ${id}`);
  return found;
}

const FORMAT = new Intl.NumberFormat('en-US');

/** 12,345 */
export function number(value: number): string {
  return FORMAT.format(value);
}
