import { parseArn } from '../model/arn.ts';
import type { TouchedResource } from '../model/trail-change.ts';
import { operationOf, serviceOf } from './mapping/event-service.ts';
import { ownArn, ownName } from './mapping/own-names.ts';
import { perOperation } from './mapping/per-operation.ts';
import { isFields, textsAt } from './mapping/request-values.ts';
import { TOUCHED_PARAMETERS, type TouchedParameter } from './mapping/touched-parameters.ts';
import type { TrailEvent } from './mapping/trail-event.ts';

/**
 * The resources that an event names: those that the service lists in `resources`, and those of the request and, for
 * what was made, of the answer. Each once, as the fuller of what the two say.
 */
export function resourcesOf(event: TrailEvent): readonly TouchedResource[] {
  return united(listedResources(event.resources), namedResources(namingsOf(event), event));
}

/** Those that a list and names tell of, each once. */
export function united(
  listed: readonly TouchedResource[],
  named: readonly TouchedResource[],
): readonly TouchedResource[] {
  const found = [...listed, ...named];
  if (found.length < 2) return found;
  return found.filter(
    (each, index) =>
      found.findIndex((other) => isSame(other, each)) === index &&
      !(each.arn === null && found.some((other) => other.arn !== null && isNameOf(each, other))),
  );
}

function isSame(one: TouchedResource, other: TouchedResource): boolean {
  return one.arn === other.arn && (one.arn !== null || (one.id === other.id && one.type === other.type));
}

function isNameOf(bare: TouchedResource, full: TouchedResource): boolean {
  return bare.id === full.id && (full.type === null || full.type === bare.type);
}

/** Those of an event's `resources`. */
export function listedResources(resources: unknown): readonly TouchedResource[] {
  if (!Array.isArray(resources)) return [];
  return resources.filter(isFields).flatMap((resource) => {
    const arn = resource.ARN ?? resource.arn;
    const type = typeof resource.type === 'string' ? resource.type : null;
    return typeof arn === 'string' && parseArn(arn) ? [{ type, id: idOf(arn), arn }] : [];
  });
}

/** What stands where an event may name a resource. */
export interface Naming {
  readonly parameter: TouchedParameter;
  readonly text: string;
}

/** Which parameters have a text depends on no text. */
export function namingsOf(event: TrailEvent): readonly Naming[] {
  const found: Naming[] = [];
  for (const parameter of parametersOf(serviceOf(event) ?? '', event.eventName))
    for (const text of namesAt(parameter, event)) found.push({ parameter, text });
  return found;
}

export function namedResources(namings: readonly Naming[], event: TrailEvent): readonly TouchedResource[] {
  const found: TouchedResource[] = [];
  for (const { parameter, text } of namings)
    if (isOf(parameter.type, text)) found.push(touched(parameter.type, text, parameter.arn, event));
  return found;
}

const NOTHING: readonly string[] = [];

function namesAt({ parameters, answers }: TouchedParameter, event: TrailEvent): readonly string[] {
  const inRequest = textsAtAll(event.requestParameters, parameters);
  if (!event.responseElements || !answers) return inRequest;
  return [...inRequest, ...textsAtAll(event.responseElements, answers)];
}

function textsAtAll(request: unknown, paths: readonly string[]): readonly string[] {
  let found = NOTHING;
  for (const path of paths) {
    const texts = textsAt(request, path);
    if (texts.length > 0) found = found.length === 0 ? texts : [...found, ...texts];
  }
  return found;
}

const parametersOf = perOperation((service, eventName): readonly TouchedParameter[] => {
  const operation = operationOf(eventName);
  const all = TOUCHED_PARAMETERS[service] ?? [];
  return all.filter(({ operations }) => operations?.test(operation) ?? true);
});

function touched(type: string, text: string, template: string | null, event: TrailEvent): TouchedResource {
  if (parseArn(text)) {
    const arn = ownArn(type, text);
    return { type, id: idOf(arn), arn };
  }
  const { id, account } = ownName(type, text);
  const owner = account ?? event.recipientAccountId;
  return { type, id, arn: template === null ? null : filled(template, id, event, owner) };
}

/** Null where the event lacks what the ARN needs. */
function filled(
  template: string,
  id: string,
  { awsRegion }: TrailEvent,
  account: TrailEvent['recipientAccountId'],
): string | null {
  const region = awsRegion ?? '';
  let arn = '';
  for (const piece of piecesOf(template)) {
    const value = valueOf(piece, { id, region, account: account ?? '' });
    if (value === null) return null;
    arn += value;
  }
  return arn;
}

/** Those of the tables: `arn:`, `{partition}`, `:s3:::`, `{id}`. */
const PIECES = new Map<string, readonly string[]>();

function piecesOf(template: string): readonly string[] {
  const known = PIECES.get(template) ?? template.split(/(?=\{)|(?<=\})/);
  PIECES.set(template, known);
  return known;
}

interface Filling {
  readonly id: string;
  readonly region: string;
  readonly account: string;
}

function valueOf(piece: string, { id, region, account }: Filling): string | null {
  if (piece === '{id}') return id;
  if (piece === '{partition}') return partitionOf(region);
  if (piece === '{region}') return region || null;
  return piece === '{account}' ? account || null : piece;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Parameters that may be of several types: the value's form tells which. */
const FORMS: Readonly<Record<string, RegExp>> = {
  'AWS::EC2::VPC': /^vpc-/,
  'AWS::EC2::Subnet': /^subnet-/,
  'AWS::EC2::NetworkInterface': /^eni-/,
  'AWS::EC2::Instance': /^i-/,
  'AWS::KMS::Key': /^(?!alias\/|arn:.*:alias\/)/,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': /:loadbalancer\/(app|net|gwy)\//,
  'AWS::ElasticLoadBalancingV2::Listener': /:listener\//,
};

function isOf(type: string, text: string): boolean {
  return text !== '' && (FORMS[type]?.test(text) ?? true);
}

/** Where an ARN's resource has the name that findings have; the first that fits. */
const NAMES: readonly RegExp[] = [
  /^parameter(\/.+\/.+)$/,
  /^loadbalancer\/(?:app|net|gwy)\/([^/]+)\//,
  /^secret:(.+)-[A-Za-z0-9]{6}$/,
  /^layer:(.+)$/,
  /^function:([^:]+)/,
  /^task-definition\/(.+)$/,
  /([^/:]+)$/,
];

function idOf(arn: string): string {
  const resource = parseArn(arn)?.resource ?? arn;
  for (const name of NAMES) {
    const id = name.exec(resource)?.[1];
    if (id !== undefined) return id;
  }
  return resource;
}
