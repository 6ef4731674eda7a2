import {
  type Kind,
  kindOf,
  membersOf,
  type Shape,
  timestampFormatOf,
  traitsOf,
  valueShapeOf,
} from './shape.ts';

/** Text with everything that XML, JSON and URLs treat as special, and beyond ASCII. */
export const hostileText = `<a href="x">&amp; 'é' 漢 😀</a>\n\tline %2F+?#`;

/**
 * A value of a shape, as rich as it can be and always the same: every member set, lists of two, hostile text.
 * Recursive shapes end at `depth`.
 */
export function sampleValue(shape: Shape, depth = 8): unknown {
  const traits = traitsOf(shape);
  const inHeader = traits.httpHeader !== undefined || traits.httpPrefixHeaders !== undefined;
  const inUrl = traits.httpLabel || traits.httpQuery !== undefined;
  const sample = samples[kindOf(shape)];
  return sample === undefined
    ? inHeader || inUrl
      ? 'sample-text'
      : hostileText
    : sample(shape, depth, inHeader);
}

type Sampler = (shape: Shape, depth: number, inHeader: boolean) => unknown;

const samples: Partial<Record<Kind, Sampler>> = {
  structure: (shape, depth) =>
    shape.isUnionSchema() ? sampleUnion(shape, depth) : sampleStructure(shape, depth),
  list: sampleList,
  map(shape, depth, inHeader) {
    if (inHeader) return { one: 'sample-text' };
    return {
      one: sampleValue(valueShapeOf(shape), depth - 1),
      two: sampleValue(valueShapeOf(shape), depth - 1),
    };
  },
  blob: () => new Uint8Array([0, 1, 127, 128, 255]),
  // The HTTP date has whole seconds.
  timestamp: (shape, _depth, inHeader) =>
    new Date(
      timestampFormatOf(shape, 'date-time') === 'http-date' || inHeader
        ? 1_767_323_045_000
        : 1_767_323_045_120,
    ),
  boolean: () => true,
  number: () => 42,
  bigint: () => 42n,
  document: () => ({ nested: [1, 'two', null] }),
};

function sampleList(shape: Shape, depth: number): unknown[] {
  const item = valueShapeOf(shape);
  if (depth <= 0) return [];
  const inUrl = traitsOf(shape).httpHeader !== undefined || traitsOf(shape).httpQuery !== undefined;
  if (inUrl && kindOf(item) === 'string') return ['sample-one', 'sample-two'];
  return [sampleValue(item, depth - 1), sampleValue(item, depth - 1)];
}

function sampleStructure(shape: Shape, depth: number): Record<string, unknown> {
  const members = membersOf(shape).filter(([, member]) => depth >= leastDepth(member) || !isNested(member));
  return Object.fromEntries(members.map(([name, member]) => [name, sampleValue(member, depth - 1)]));
}

/** A flattened list without items leaves no trace on the wire. */
const leastDepth = (member: Shape): number => (traitsOf(member).xmlFlattened ? 2 : 1);

function sampleUnion(shape: Shape, depth: number): Record<string, unknown> {
  const choices = membersOf(shape);
  const [name, member] = choices.find(([, each]) => !isNested(each)) ?? choices[0] ?? [];
  return name === undefined || member === undefined ? {} : { [name]: sampleValue(member, depth - 1) };
}

const isNested = (shape: Shape): boolean => ['structure', 'list', 'map'].includes(kindOf(shape));

/** Whether an output travels as a whole, not as a stream of bytes or events. */
export const isWhole = (shape: Shape): boolean =>
  !membersOf(shape).some(([, member]) => member.isStreaming());
