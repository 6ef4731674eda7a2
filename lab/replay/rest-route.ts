import type { ReplayRequest } from './http-request.ts';
import { memberOf, type Operation, type ServiceModel } from './service-model.ts';

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'label' | 'greedy'; readonly name: string };

type Route = {
  readonly operation: Operation;
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly query: readonly (readonly [string, string])[];
};

export type RouteMatch = {
  readonly operation: Operation;
  readonly labels: Readonly<Record<string, string>>;
};

function readSegment(text: string): Segment {
  const label = /^\{(.+?)(\+?)\}$/.exec(text);
  if (label === null) return { kind: 'literal', text };
  return { kind: label[2] === '+' ? 'greedy' : 'label', name: label[1] ?? '' };
}

const pathParts = (path: string): string[] => path.split('/').filter((part) => part !== '');

function routeOf(operation: Operation): Route[] {
  if (operation.http === undefined) return [];
  const [path = '/', query = ''] = operation.http.uri.split('?');
  return [
    {
      operation,
      method: operation.http.method,
      segments: pathParts(path).map(readSegment),
      query: [...new URLSearchParams(query)],
    },
  ];
}

/** The more a template fixes, the earlier it is tried: literals before labels, static query before none. */
function specificity(route: Route): number {
  const literals = route.segments.filter((segment) => segment.kind === 'literal').length;
  const greedy = route.segments.some((segment) => segment.kind === 'greedy') ? 1 : 0;
  return route.query.length * 1000 + literals * 10 - greedy;
}

const routes = new WeakMap<ServiceModel, readonly Route[]>();

function routesOf(service: ServiceModel): readonly Route[] {
  const known = routes.get(service);
  if (known !== undefined) return known;
  const all = [...service.operations.values()]
    .flatMap(routeOf)
    .toSorted((one, other) => specificity(other) - specificity(one));
  routes.set(service, all);
  return all;
}

/** Finds the operation whose method and URI template fit the request. */
export function matchRoute(service: ServiceModel, request: ReplayRequest): RouteMatch | undefined {
  const { bucket, path } = s3Target(service, request);
  const parts = pathParts(path);
  for (const route of routesOf(service)) {
    const labels = route.method === request.method ? matchPath(route.segments, parts) : undefined;
    if (labels === undefined || !matchesQuery(route, request.query)) continue;
    if (service.name === 's3' && needsBucket(route.operation) !== (bucket !== undefined)) continue;
    return {
      operation: route.operation,
      labels: bucket === undefined ? labels : { ...labels, Bucket: bucket },
    };
  }
  return undefined;
}

/** With an IP address for host, S3 is addressed path-style: the first segment is the bucket. */
function s3Target(service: ServiceModel, request: ReplayRequest): { bucket?: string; path: string } {
  if (service.name !== 's3') return { path: request.path };
  const [bucket, ...rest] = request.path.replace(/^\/+/, '').split('/');
  if (!bucket) return { path: '/' };
  return { bucket: decodeURIComponent(bucket), path: `/${rest.join('/')}` };
}

const needsBucket = (operation: Operation): boolean => memberOf(operation.input, 'Bucket') !== undefined;

function matchesQuery(route: Route, query: URLSearchParams): boolean {
  return route.query.every(([name, value]) => query.has(name) && (value === '' || query.get(name) === value));
}

function matchPath(
  segments: readonly Segment[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  let at = 0;
  for (const [index, segment] of segments.entries()) {
    const part = parts[at];
    if (part === undefined) return undefined;
    if (segment.kind === 'greedy') {
      const end = parts.length - (segments.length - index - 1);
      labels[segment.name] = parts.slice(at, end).map(decodeURIComponent).join('/');
      at = end;
      continue;
    }
    if (segment.kind === 'literal' && segment.text !== part) return undefined;
    if (segment.kind === 'label') labels[segment.name] = decodeURIComponent(part);
    at += 1;
  }
  return at === parts.length ? labels : undefined;
}
