import type { ReplayRequest } from './http-request.ts';
import { fromJson, membersFromJson } from './json-shape.ts';
import { readQueryInput } from './query-input.ts';
import { matchRoute, type RouteMatch } from './rest-route.ts';
import type { Operation, ProtocolName, ServiceModel } from './service-model.ts';
import {
  bodyMembersOf,
  kindOf,
  membersOf,
  type NamedShape,
  parseScalar,
  type Shape,
  type TimestampFormat,
  traitsOf,
  valueShapeOf,
} from './shape.ts';
import { fromXml, membersFromXml, readXml } from './xml-reader.ts';

export type IdentifiedCall = {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
};

type Identify = (service: ServiceModel, request: ReplayRequest) => IdentifiedCall | undefined;

const byProtocol: Readonly<Record<ProtocolName, Identify>> = {
  query: queryCall,
  'ec2-query': queryCall,
  json: jsonCall,
  'rest-json': restCall,
  'rest-xml': restCall,
};

/** Which operation a request calls, and with what; undefined when the service has no such operation. */
export const identifyCall: Identify = (service, request) => byProtocol[service.protocol](service, request);

function queryCall(service: ServiceModel, request: ReplayRequest): IdentifiedCall | undefined {
  const body = request.body.toString('utf8');
  const action = new URLSearchParams(body).get('Action') ?? '';
  const operation = service.operations.get(action);
  if (operation === undefined) return undefined;
  return { operation, input: readQueryInput(operation.input, body, service.protocol === 'ec2-query') };
}

function jsonCall(service: ServiceModel, request: ReplayRequest): IdentifiedCall | undefined {
  const target = request.headers['x-amz-target'] ?? '';
  const operation = service.operations.get(target.slice(target.lastIndexOf('.') + 1));
  if (operation === undefined) return undefined;
  const input = membersFromJson(membersOf(operation.input), parseJson(request.body), { useJsonName: false });
  return { operation, input };
}

function parseJson(body: Buffer): unknown {
  const parsed: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  return parsed;
}

function restCall(service: ServiceModel, request: ReplayRequest): IdentifiedCall | undefined {
  const match = matchRoute(service, request);
  if (match === undefined) return undefined;
  const input = { ...boundInput(match, request), ...restBody(service, match.operation, request) };
  return { operation: match.operation, input };
}

function restBody(service: ServiceModel, operation: Operation, request: ReplayRequest): object {
  if (request.body.length === 0) return {};
  const payload = membersOf(operation.input).find(([, member]) => traitsOf(member).httpPayload);
  if (payload !== undefined && kindOf(payload[1]) === 'blob')
    return { [payload[0]]: new Uint8Array(request.body) };
  if (payload !== undefined && kindOf(payload[1]) === 'string')
    return { [payload[0]]: request.body.toString('utf8') };
  if (service.protocol !== 'rest-json') return xmlBody(operation, payload, request);
  const json = parseJson(request.body);
  if (payload !== undefined) return { [payload[0]]: fromJson(payload[1], json, { useJsonName: true }) };
  return membersFromJson(bodyMembersOf(operation.input), json, { useJsonName: true });
}

function xmlBody(operation: Operation, payload: NamedShape | undefined, request: ReplayRequest): object {
  const root = readXml(request.body.toString('utf8'));
  if (root === undefined) return {};
  if (payload !== undefined) return { [payload[0]]: fromXml(payload[1], root) };
  return membersFromXml(bodyMembersOf(operation.input), root);
}

function boundInput(match: RouteMatch, request: ReplayRequest): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, member] of membersOf(match.operation.input)) {
    const value = boundValue(name, member, match, request);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function boundValue(name: string, shape: Shape, match: RouteMatch, request: ReplayRequest): unknown {
  const traits = traitsOf(shape);
  const label = match.labels[name];
  if (traits.httpLabel && label !== undefined) return parseScalar(shape, label, 'date-time');
  if (traits.httpQuery !== undefined && request.query.has(traits.httpQuery)) {
    return textValues(shape, request.query.getAll(traits.httpQuery), 'date-time');
  }
  const header = traits.httpHeader === undefined ? undefined : request.headers[traits.httpHeader];
  if (header !== undefined) {
    return textValues(shape, kindOf(shape) === 'list' ? header.split(/,\s*/) : [header], 'http-date');
  }
  if (traits.httpQueryParams) return unboundQuery(match.operation, request);
  return undefined;
}

function textValues(shape: Shape, texts: readonly string[], timestamps: TimestampFormat): unknown {
  if (kindOf(shape) !== 'list') return parseScalar(shape, texts[0] ?? '', timestamps);
  return texts.map((text) => parseScalar(valueShapeOf(shape), text, timestamps));
}

function unboundQuery(operation: Operation, request: ReplayRequest): Record<string, string> | undefined {
  const bound = new Set(membersOf(operation.input).map(([, member]) => traitsOf(member).httpQuery));
  const rest = [...request.query].filter(([name]) => !bound.has(name));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
