import {
  bodyMembersOf,
  isMembers,
  type Kind,
  keyShapeOf,
  kindOf,
  membersOf,
  memberTraitsOf,
  type Shape,
  scalarText,
  traitsOf,
  valueShapeOf,
} from './shape.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes markup and control characters; a line break inside an element would otherwise be normalised away. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"'\p{Cc}\u2028]/gu,
    (character) => entities[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

const openTag = (name: string, attributes: string): string => `<${name}${attributes}>`;

function element(name: string, content: string, attributes = ''): string {
  return content === '' ? `<${name}${attributes}/>` : `${openTag(name, attributes)}${content}</${name}>`;
}

/** The root element of a response. */
export function xmlDocument(name: string, xmlNamespace: string, content: string): string {
  const attributes = xmlNamespace === '' ? '' : ` xmlns="${escapeXml(xmlNamespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, content, attributes)}`;
}

/** The elements of a structure's members, without the structure's own. */
export function xmlContent(shape: Shape, value: unknown): string {
  if (!isMembers(value)) return '';
  return membersOf(shape)
    .filter(([, member]) => !traitsOf(member).xmlAttribute)
    .map(([name, member]) => xmlMember(name, member, value[name]))
    .join('');
}

/** As xmlContent, of the members which are not bound to headers and the like. */
export function xmlBodyContent(shape: Shape, value: unknown): string {
  if (!isMembers(value)) return '';
  return bodyMembersOf(shape)
    .map(([name, member]) => xmlMember(name, member, value[name]))
    .join('');
}

function xmlMember(memberName: string, shape: Shape, value: unknown): string {
  if (value === undefined || value === null) return '';
  const name = memberTraitsOf(shape).xmlName ?? memberName;
  const flattened = traitsOf(shape).xmlFlattened;
  if (flattened && kindOf(shape) === 'list') return listItems(shape, value, name);
  if (flattened && kindOf(shape) === 'map') return mapEntries(shape, value, name);
  return xmlElement(name, shape, value);
}

const elementWriters: Partial<Record<Kind, (name: string, shape: Shape, value: unknown) => string>> = {
  structure: (name, shape, value) => element(name, xmlContent(shape, value), xmlAttributes(shape, value)),
  list: (name, shape, value) =>
    element(name, listItems(shape, value, traitsOf(valueShapeOf(shape)).xmlName ?? 'member')),
  map: (name, shape, value) => element(name, mapEntries(shape, value, 'entry')),
};

export function xmlElement(name: string, shape: Shape, value: unknown): string {
  const write = elementWriters[kindOf(shape)];
  return write?.(name, shape, value) ?? element(name, escapeXml(scalarText(shape, value, 'date-time')));
}

function xmlAttributes(shape: Shape, value: unknown): string {
  if (!isMembers(value)) return '';
  const namespace = traitsOf(shape).xmlNamespace;
  const declaration = namespace === undefined ? '' : ` xmlns:${namespace[0]}="${escapeXml(namespace[1])}"`;
  const attributes = membersOf(shape)
    .filter(([name, member]) => traitsOf(member).xmlAttribute && value[name] !== undefined)
    .map(([name, member]) => {
      const text = scalarText(member, value[name], 'date-time');
      return ` ${traitsOf(member).xmlName ?? name}="${escapeXml(text)}"`;
    });
  return declaration + attributes.join('');
}

function listItems(shape: Shape, value: unknown, itemName: string): string {
  if (!Array.isArray(value)) return '';
  const item = valueShapeOf(shape);
  return value.map((each: unknown) => xmlElement(itemName, item, each)).join('');
}

function mapEntries(shape: Shape, value: unknown, entryName: string): string {
  if (!isMembers(value)) return '';
  const keyName = traitsOf(keyShapeOf(shape)).xmlName ?? 'key';
  const valueShape = valueShapeOf(shape);
  const valueName = traitsOf(valueShape).xmlName ?? 'value';
  return Object.entries(value)
    .map(([key, each]) => {
      const content = element(keyName, escapeXml(key)) + xmlElement(valueName, valueShape, each);
      return element(entryName, content);
    })
    .join('');
}
