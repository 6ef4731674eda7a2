import {
  kindOf,
  membersOf,
  memberTraitsOf,
  parseScalar,
  type Shape,
  traitsOf,
  valueShapeOf,
} from './shape.ts';

export type XmlElement = {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(String(hex), 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return entities[String(name)] ?? whole;
  });
}

type Open = { name: string; text: string; children: XmlElement[] };

/**
 * Reads the XML that SDK clients send: elements and text, attributes ignored, no comments nor CDATA.
 * Undefined when the elements do not match up.
 */
export function readXml(xml: string): XmlElement | undefined {
  const root: Open = { name: '', text: '', children: [] };
  const stack = [root];
  for (const [, text = '', close, name = '', selfClosed] of xml.matchAll(
    /([^<]*)<(\/?)([\w:.-]+|\?xml)[^>]*?(\/|\?)?>/g,
  )) {
    const top = stack.at(-1);
    if (top === undefined) return undefined;
    if (name === '?xml') continue;
    if (close) {
      const parent = stack.at(-2);
      if (parent === undefined || top.name !== name) return undefined;
      parent.children.push({ ...top, text: unescapeXml(top.text + text) });
      stack.pop();
    } else if (selfClosed) top.children.push({ name, text: '', children: [] });
    else stack.push({ name, text: '', children: [] });
  }
  return stack.length === 1 ? root.children[0] : undefined;
}

/** The members of a structure out of its element. */
export function membersFromXml(
  members: readonly (readonly [string, Shape])[],
  element: XmlElement,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, member] of members) {
    const elements = element.children.filter(
      (child) => child.name === (memberTraitsOf(member).xmlName ?? name),
    );
    const [first] = elements;
    if (first === undefined) continue;
    const items = traitsOf(member).xmlFlattened ? elements : first.children;
    value[name] = kindOf(member) === 'list' ? listFromXml(member, items) : fromXml(member, first);
  }
  return value;
}

const listFromXml = (shape: Shape, items: readonly XmlElement[]): unknown[] =>
  items.map((item) => fromXml(valueShapeOf(shape), item));

export function fromXml(shape: Shape, element: XmlElement): unknown {
  if (kindOf(shape) === 'structure') return membersFromXml(membersOf(shape), element);
  if (kindOf(shape) === 'list') return listFromXml(shape, element.children);
  return parseScalar(shape, element.text, 'date-time');
}
