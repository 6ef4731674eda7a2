import { NormalizedSchema } from '@smithy/core/schema';
import { loadClient, type ServiceName } from './service-catalog.ts';
import { isMembers, kindOf, type Members, membersOf, type Shape, textOr } from './shape.ts';

export type ProtocolName = 'query' | 'ec2-query' | 'json' | 'rest-json' | 'rest-xml';

export type Operation = {
  readonly name: string;
  readonly service: ServiceName;
  readonly input: Shape;
  readonly output: Shape;
  /** Method, URI template and success status; rest protocols only. */
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number };
};

export type ErrorModel = {
  readonly name: string;
  readonly status: number;
  /** The code on the wire of the query protocols, where it differs from the shape's name. */
  readonly queryCode?: string;
};

export type ServiceModel = {
  readonly name: ServiceName;
  readonly protocol: ProtocolName;
  readonly jsonVersion: '1.0' | '1.1';
  /** JSON services which once spoke query: errors carry both codes. */
  readonly queryCompatible: boolean;
  readonly namespace: string;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly errors: ReadonlyMap<string, ErrorModel>;
};

const protocolByShapeId: Readonly<Record<string, ProtocolName>> = {
  'aws.protocols#awsQuery': 'query',
  'aws.protocols#ec2Query': 'ec2-query',
  'aws.protocols#awsJson1_0': 'json',
  'aws.protocols#awsJson1_1': 'json',
  'aws.protocols#restJson1': 'rest-json',
  'aws.protocols#restXml': 'rest-xml',
};

const models = new Map<ServiceName, Promise<ServiceModel>>();

/** The model of a service, read once from its SDK client. */
export function loadService(name: ServiceName): Promise<ServiceModel> {
  const known = models.get(name);
  if (known !== undefined) return known;
  const model = readModel(name);
  models.set(name, model);
  return model;
}

async function readModel(name: ServiceName): Promise<ServiceModel> {
  const exports: Members = { ...(await loadClient(name)) };
  const { settings, protocolId } = clientSettings(name, exports);
  const schemas = Object.entries(exports).filter(([key]) => key.endsWith('$'));
  return {
    name,
    protocol: protocolByShapeId[protocolId] ?? unsupported(name, protocolId),
    jsonVersion: protocolId.endsWith('1_0') ? '1.0' : '1.1',
    queryCompatible: settings['awsQueryCompatible'] === true,
    namespace: textOr(settings['defaultNamespace'], ''),
    xmlNamespace: textOr(settings['xmlNamespace'], ''),
    operations: new Map(schemas.flatMap(([, raw]) => readOperation(name, raw))),
    errors: new Map(schemas.flatMap(([, raw]) => readError(raw))),
  };
}

function unsupported(name: string, protocolId: string): never {
  throw new Error(`The client of ${name} speaks ${protocolId}, which the replay server does not`);
}

type ClientClass = new (configuration: object) => { readonly config: Members };

// The edge where the SDK's exports become ours: a client is the one class named like the base of all commands.
const isClientClass = (key: string, value: unknown): value is ClientClass =>
  key.endsWith('Client') && key !== '__Client' && typeof value === 'function';

function clientSettings(name: string, exports: Members): { settings: Members; protocolId: string } {
  for (const [key, value] of Object.entries(exports)) {
    if (!isClientClass(key, value)) continue;
    const credentials = { accessKeyId: 'model', secretAccessKey: 'model' };
    const { config } = new value({ region: 'us-east-1', endpoint: 'http://127.0.0.1:1', credentials });
    const settings = isMembers(config['protocolSettings']) ? config['protocolSettings'] : {};
    return { settings, protocolId: shapeIdOf(config['protocol']) };
  }
  throw new Error(`@aws-sdk/client-${name} exports no client`);
}

function shapeIdOf(protocol: unknown): string {
  const known = typeof protocol === 'object' && protocol !== null && 'getShapeId' in protocol;
  if (!known || typeof protocol.getShapeId !== 'function') return 'unknown';
  return String(protocol.getShapeId());
}

// Static schemas are tuples: [9, namespace, name, traits, input, output] is an operation,
// [-3, namespace, name, traits, …] an error.
function readOperation(service: ServiceName, raw: unknown): [string, Operation][] {
  if (!Array.isArray(raw) || raw[0] !== 9) return [];
  const name = String(raw[2]);
  const http = isMembers(raw[3]) && Array.isArray(raw[3]['http']) ? raw[3]['http'] : undefined;
  const operation = {
    name,
    service,
    input: NormalizedSchema.of(raw[4]),
    output: NormalizedSchema.of(raw[5]),
  };
  if (http === undefined) return [[name, operation]];
  const binding = { method: String(http[0]), uri: String(http[1]), status: Number(http[2]) };
  return [[name, { ...operation, http: binding }]];
}

function readError(raw: unknown): [string, ErrorModel][] {
  if (!Array.isArray(raw) || raw[0] !== -3 || !isMembers(raw[3])) return [];
  const traits = raw[3];
  const name = String(raw[2]);
  const query = Array.isArray(traits['awsQueryError']) ? traits['awsQueryError'] : undefined;
  const fault = traits['error'] === 'server' ? 500 : 400;
  const status = Number(query?.[1] ?? traits['httpError'] ?? fault);
  return [[name, { name, status, ...(query ? { queryCode: String(query[0]) } : {}) }]];
}

/** A structure's member by its name. */
export function memberOf(shape: Shape, name: string): Shape | undefined {
  if (kindOf(shape) !== 'structure') return undefined;
  return membersOf(shape).find(([member]) => member === name)?.[1];
}
