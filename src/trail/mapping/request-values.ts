/**
 * The values at a path of an event's request, `iamInstanceProfile.arn`; lists on the way are walked through. CloudTrail
 * keeps each service's own spelling, so names are compared in any case; EC2's lists lie in `items`, and its newer
 * requests in `…Request` with texts as `{ content }`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function valuesAt(request: unknown, path: string): readonly unknown[] {
  const steps = path.toLowerCase().split('.');
  const found = steps.reduce<readonly unknown[]>(
    (nodes, step) => nodes.flatMap((node) => members(node, step)),
    [request, ...within(request)],
  );
  return found.flatMap(elements).map(bare);
}

export function textsAt(request: unknown, path: string): readonly string[] {
  return valuesAt(request, path).filter((value) => typeof value === 'string');
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function within(request: unknown): readonly unknown[] {
  if (!isFields(request)) return [];
  return Object.entries(request).flatMap(([name, value]) => (name.endsWith('Request') ? [value] : []));
}

function members(node: unknown, step: string): readonly unknown[] {
  return elements(node).flatMap((element) =>
    isFields(element)
      ? Object.entries(element).flatMap(([name, value]) => (name.toLowerCase() === step ? [value] : []))
      : [],
  );
}

const LISTS = ['items', 'item', 'member', 'members'];

function elements(node: unknown): readonly unknown[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (!isFields(node)) return [node];
  const list = LISTS.map((name) => node[name]).find((value) => Array.isArray(value));
  return list === undefined ? [node] : elements(list);
}

function bare(value: unknown): unknown {
  return isFields(value) && 'content' in value ? value.content : value;
}
