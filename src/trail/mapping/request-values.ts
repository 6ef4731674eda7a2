/**
 * The values at a path of an event's request, `iamInstanceProfile.arn`; lists on the way are walked through. CloudTrail
 * keeps each service's own spelling, so names are compared in any case; EC2's lists lie in `items`, and its newer
 * requests in `…Request` with texts as `{ content }`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function valuesAt(request: unknown, path: string): readonly unknown[] {
  if (typeof request !== 'object' || request === null) return NOTHING;
  const { first, rest } = stepsOf(path);
  const known = firstMembers(request);
  let nodes = known.members.get(first) ?? NOTHING;
  if (nodes.length === 0) return NOTHING;
  for (const step of rest) nodes = nodes.flatMap((node) => members(node, step));
  return nodes.length === 0 ? NOTHING : nodes.flatMap(elements).map(bare);
}

interface Known {
  readonly request: object;
  readonly members: ReadonlyMap<string, readonly unknown[]>;
}

/** A request and its answer are asked for many paths by turns, most of which they haven't, and then no more. */
let [last, other]: [Known | null, Known | null] = [null, null];

function firstMembers(request: object): Known {
  if (last?.request === request) return last;
  if (other?.request === request) return other;
  const found = new Map<string, unknown[]>();
  for (const node of [request, ...within(request)].flatMap(elements))
    for (const [name, value] of isFields(node) ? Object.entries(node) : []) {
      const lower = name.toLowerCase();
      const values = found.get(lower);
      if (values) values.push(value);
      else found.set(lower, [value]);
    }
  const known = { request, members: found };
  [last, other] = [known, last];
  return known;
}

const NOTHING: readonly never[] = [];

interface Steps {
  readonly first: string;
  readonly rest: readonly string[];
}

/** The paths are those of the tables, asked of each event anew. */
const STEPS = new Map<string, Steps>();

function stepsOf(path: string): Steps {
  const known = STEPS.get(path);
  if (known) return known;
  const [first = '', ...rest] = path.toLowerCase().split('.');
  const steps = { first, rest };
  STEPS.set(path, steps);
  return steps;
}

export function textsAt(request: unknown, path: string): readonly string[] {
  const values = valuesAt(request, path);
  return values.length === 0 ? NOTHING : values.filter((value) => typeof value === 'string');
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function within(request: object): readonly unknown[] {
  if (Array.isArray(request)) return NOTHING;
  const names = Object.keys(request).filter((name) => name.endsWith('Request'));
  return names.map((name) => (request as Fields)[name]);
}

function members(node: unknown, step: string): readonly unknown[] {
  if (Array.isArray(node) || listIn(node)) return elements(node).flatMap((each) => ownMembers(each, step));
  return ownMembers(node, step);
}

function ownMembers(node: unknown, step: string): readonly unknown[] {
  if (!isFields(node)) return NOTHING;
  const found: unknown[] = [];
  for (const name of Object.keys(node))
    if (name.length === step.length && name.toLowerCase() === step) found.push(node[name]);
  return found;
}

const LISTS = ['items', 'item', 'member', 'members'];

function listIn(node: unknown): readonly unknown[] | undefined {
  if (!isFields(node)) return undefined;
  for (const name of LISTS) {
    const value = node[name];
    if (Array.isArray(value)) return value;
  }
  return undefined;
}

function elements(node: unknown): readonly unknown[] {
  const list = Array.isArray(node) ? node : listIn(node);
  return list === undefined ? [node] : list.flatMap(elements);
}

function bare(value: unknown): unknown {
  return isFields(value) && 'content' in value ? value.content : value;
}
