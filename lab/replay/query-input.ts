import {
  type Kind,
  keyShapeOf,
  kindOf,
  membersOf,
  parseScalar,
  type Shape,
  traitsOf,
  valueShapeOf,
} from './shape.ts';

/** The parameters of a query request as a tree: `Filter.1.Name=x` is {Filter: {1: {Name: x}}}. */
type ParameterTree = { text?: string; readonly children: Map<string, ParameterTree> };

const emptyTree = (): ParameterTree => ({ children: new Map() });

export function parameterTree(body: string): ParameterTree {
  const root = emptyTree();
  for (const [name, value] of new URLSearchParams(body)) {
    let node = root;
    for (const part of name.split('.')) {
      const child = node.children.get(part) ?? emptyTree();
      node.children.set(part, child);
      node = child;
    }
    node.text = value;
  }
  return root;
}

/** Reads the input of an awsQuery or ec2Query request by its shape. */
export function readQueryInput(shape: Shape, body: string, ec2: boolean): Record<string, unknown> {
  return readStructure(shape, parameterTree(body), ec2);
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function memberKey(name: string, shape: Shape, ec2: boolean): string {
  const traits = traitsOf(shape);
  if (!ec2) return traits.xmlName ?? name;
  return traits.ec2QueryName ?? capitalised(traits.xmlName ?? name);
}

function readStructure(shape: Shape, tree: ParameterTree, ec2: boolean): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, member] of membersOf(shape)) {
    const child = tree.children.get(memberKey(name, member, ec2));
    if (child !== undefined) value[name] = readValue(member, child, ec2);
  }
  return value;
}

const readers: Partial<Record<Kind, (shape: Shape, tree: ParameterTree, ec2: boolean) => unknown>> = {
  structure: readStructure,
  list: (shape, tree, ec2) =>
    numbered(listTree(shape, tree, ec2)).map((item) => readValue(valueShapeOf(shape), item, ec2)),
  map: readMap,
};

function readValue(shape: Shape, tree: ParameterTree, ec2: boolean): unknown {
  const read = readers[kindOf(shape)];
  return read?.(shape, tree, ec2) ?? parseScalar(shape, tree.text ?? '', 'date-time');
}

function listTree(shape: Shape, tree: ParameterTree, ec2: boolean): ParameterTree {
  if (ec2 || traitsOf(shape).xmlFlattened) return tree;
  return tree.children.get(traitsOf(valueShapeOf(shape)).xmlName ?? 'member') ?? emptyTree();
}

function numbered(tree: ParameterTree): ParameterTree[] {
  return [...tree.children]
    .filter(([index]) => /^\d+$/.test(index))
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, item]) => item);
}

function readMap(shape: Shape, tree: ParameterTree, ec2: boolean): Record<string, unknown> {
  const entries = traitsOf(shape).xmlFlattened ? tree : (tree.children.get('entry') ?? emptyTree());
  const keyName = traitsOf(keyShapeOf(shape)).xmlName ?? 'key';
  const valueShape = valueShapeOf(shape);
  const valueName = traitsOf(valueShape).xmlName ?? 'value';
  const pairs = numbered(entries).map((entry): [string, unknown] => [
    entry.children.get(keyName)?.text ?? '',
    readValue(valueShape, entry.children.get(valueName) ?? emptyTree(), ec2),
  ]);
  return Object.fromEntries(pairs);
}
