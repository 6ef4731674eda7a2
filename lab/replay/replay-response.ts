import { membersToJson, toJson } from './json-shape.ts';
import type { Operation, ProtocolName, ServiceModel } from './service-model.ts';
import {
  bodyMembersOf,
  isMembers,
  kindOf,
  type Members,
  membersOf,
  type Shape,
  scalarText,
  textOr,
  traitsOf,
  valueShapeOf,
} from './shape.ts';
import { escapeXml, xmlBodyContent, xmlContent, xmlDocument, xmlElement } from './xml-writer.ts';

/** A response ready to be sent. */
export type ReplayResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** An error as an SDK throws it and as the record keeps it. */
export type AwsError = { readonly name: string; readonly message: string; readonly status?: number };

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function response(
  status: number,
  type: string,
  body: string,
  headers: Record<string, string>,
): ReplayResponse {
  return { status, headers: { 'content-type': type, ...headers }, body: bytes(body) };
}

const jsonType = (service: ServiceModel): string =>
  service.protocol === 'json' ? `application/x-amz-json-${service.jsonVersion}` : 'application/json';

type Succeed = (
  service: ServiceModel,
  operation: Operation,
  output: Members,
  requestId: string,
) => ReplayResponse;

const successes: Readonly<Record<ProtocolName, Succeed>> = {
  query: (service, operation, output, id) =>
    response(200, 'text/xml', queryBody(service, operation, output, id), { 'x-amzn-requestid': id }),
  'ec2-query': (service, operation, output, id) =>
    response(200, 'text/xml;charset=UTF-8', ec2Body(service, operation, output, id), {
      'x-amzn-requestid': id,
    }),
  json: (service, operation, output, id) =>
    response(200, jsonType(service), rpcJson(operation, output), { 'x-amzn-requestid': id }),
  'rest-json': restResponse,
  'rest-xml': restResponse,
};

/** Serialises an operation's output in its service's protocol. */
export const successResponse: Succeed = (service, operation, output, requestId) =>
  successes[service.protocol](service, operation, output, requestId);

const metadata = (requestId: string): string =>
  `<ResponseMetadata><RequestId>${escapeXml(requestId)}</RequestId></ResponseMetadata>`;

function queryBody(service: ServiceModel, operation: Operation, output: Members, requestId: string): string {
  const result = `<${operation.name}Result>${xmlContent(operation.output, output)}</${operation.name}Result>`;
  return xmlDocument(`${operation.name}Response`, service.xmlNamespace, result + metadata(requestId));
}

function ec2Body(service: ServiceModel, operation: Operation, output: Members, requestId: string): string {
  const content = `<requestId>${escapeXml(requestId)}</requestId>${xmlContent(operation.output, output)}`;
  return xmlDocument(`${operation.name}Response`, service.xmlNamespace, content);
}

function rpcJson(operation: Operation, output: Members): string {
  return JSON.stringify(membersToJson(membersOf(operation.output), output, { useJsonName: false }));
}

function restResponse(
  service: ServiceModel,
  operation: Operation,
  output: Members,
  requestId: string,
): ReplayResponse {
  const s3 = service.name === 's3' || service.name === 's3-control';
  const id = s3 ? { 'x-amz-request-id': requestId } : { 'x-amzn-requestid': requestId };
  const { type, body } = restBody(service, operation, output);
  return {
    status: statusOf(operation, output),
    headers: {
      ...(body.length > 0 ? { 'content-type': type } : {}),
      ...id,
      ...boundHeaders(operation.output, output),
    },
    body,
  };
}

function statusOf(operation: Operation, output: Members): number {
  const bound = membersOf(operation.output).find(([, member]) => traitsOf(member).httpResponseCode);
  const status = bound === undefined ? undefined : output[bound[0]];
  return typeof status === 'number' ? status : (operation.http?.status ?? 200);
}

type Body = { readonly type: string; readonly body: Uint8Array };

function restBody(service: ServiceModel, operation: Operation, output: Members): Body {
  const payload = membersOf(operation.output).find(([, member]) => traitsOf(member).httpPayload);
  if (payload !== undefined) return payloadBody(service, payload[1], output[payload[0]]);
  if (bodyMembersOf(operation.output).length === 0) return { type: '', body: bytes('') };
  if (service.protocol === 'rest-json') {
    const json = membersToJson(bodyMembersOf(operation.output), output, { useJsonName: true });
    return { type: 'application/json', body: bytes(JSON.stringify(json)) };
  }
  return { type: 'application/xml', body: bytes(xmlBody(service, operation, output)) };
}

function xmlBody(service: ServiceModel, operation: Operation, output: Members): string {
  const root = traitsOf(operation.output).xmlName ?? operation.output.getName() ?? operation.name;
  // GetBucketLocation is the one operation whose root element is itself the value.
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
  if (operation.name === 'GetBucketLocation') {
    return xmlDocument(root, service.xmlNamespace, escapeXml(textOr(output['LocationConstraint'], '')));
  }
  return xmlDocument(root, service.xmlNamespace, xmlBodyContent(operation.output, output));
}

function payloadBody(service: ServiceModel, shape: Shape, value: unknown): Body {
  if (value === undefined) return { type: '', body: bytes('') };
  if (value instanceof Uint8Array) return { type: 'application/octet-stream', body: value };
  if (kindOf(shape) === 'string' || kindOf(shape) === 'blob') {
    return { type: 'text/plain', body: bytes(textOr(value, '')) };
  }
  if (service.protocol === 'rest-json') {
    return {
      type: 'application/json',
      body: bytes(JSON.stringify(toJson(shape, value, { useJsonName: true }))),
    };
  }
  return { type: 'application/xml', body: bytes(payloadXml(service, shape, value)) };
}

function payloadXml(service: ServiceModel, shape: Shape, value: unknown): string {
  const root = traitsOf(shape).xmlName ?? shape.getName() ?? 'Result';
  if (kindOf(shape) === 'structure') return xmlDocument(root, service.xmlNamespace, xmlContent(shape, value));
  return xmlElement(root, shape, value);
}

function boundHeaders(shape: Shape, output: Members): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, member] of membersOf(shape)) {
    const value = output[name];
    const { httpHeader, httpPrefixHeaders } = traitsOf(member);
    if (value === undefined || value === null) continue;
    if (httpHeader !== undefined) headers[httpHeader] = headerText(member, value);
    if (httpPrefixHeaders !== undefined && isMembers(value)) {
      for (const [key, each] of Object.entries(value))
        headers[httpPrefixHeaders + key] = asciiHeader(String(each));
    }
  }
  return headers;
}

function headerText(shape: Shape, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => headerText(valueShapeOf(shape), each)).join(', ');
  const text = scalarText(shape, value, 'http-date');
  return traitsOf(shape).mediaType === undefined ? asciiHeader(text) : Buffer.from(text).toString('base64');
}

/** S3 sends what does not fit a header as RFC 2047 says. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
function asciiHeader(text: string): string {
  return /^[\t\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

/** Serialises an error in its service's protocol. HEAD gets no body, as in HTTP. */
export function errorResponse(
  service: ServiceModel,
  error: AwsError,
  requestId: string,
  method = 'POST',
): ReplayResponse {
  const wire = wireError(service, error);
  const full = failures[service.protocol](service, wire, requestId);
  return method === 'HEAD' ? { ...full, body: bytes('') } : full;
}

type WireError = AwsError & { readonly status: number; readonly code: string };

function wireError(service: ServiceModel, error: AwsError): WireError {
  const model = service.errors.get(error.name);
  const status = error.status ?? model?.status ?? 400;
  return { ...error, status, code: model?.queryCode ?? error.name };
}

type Fail = (service: ServiceModel, error: WireError, requestId: string) => ReplayResponse;

const failures: Readonly<Record<ProtocolName, Fail>> = {
  query: (service, error, id) => xmlError(error, 'text/xml', wrappedError(service, error, id), id),
  'ec2-query': (_service, error, id) => xmlError(error, 'text/xml;charset=UTF-8', ec2Error(error, id), id),
  'rest-xml': (service, error, id) =>
    xmlError(error, 'application/xml', restXmlError(service, error, id), id),
  json: jsonError,
  'rest-json': jsonError,
};

const xmlError = (error: WireError, type: string, body: string, requestId: string): ReplayResponse =>
  response(error.status, type, body, { 'x-amzn-requestid': requestId });

const codeAndMessage = (error: WireError): string =>
  `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;

const faultOf = (error: WireError): string => (error.status < 500 ? 'Sender' : 'Receiver');

function wrappedError(service: ServiceModel, error: WireError, requestId: string): string {
  const content = `<Error><Type>${faultOf(error)}</Type>${codeAndMessage(error)}</Error>`;
  const id = `<RequestId>${escapeXml(requestId)}</RequestId>`;
  return xmlDocument('ErrorResponse', service.xmlNamespace, content + id);
}

function ec2Error(error: WireError, requestId: string): string {
  const id = `<RequestID>${escapeXml(requestId)}</RequestID>`;
  return xmlDocument('Response', '', `<Errors><Error>${codeAndMessage(error)}</Error></Errors>${id}`);
}

/** S3 alone does not wrap its error. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function restXmlError(service: ServiceModel, error: WireError, requestId: string): string {
  if (service.name !== 's3') return wrappedError(service, error, requestId);
  return xmlDocument('Error', '', `${codeAndMessage(error)}<RequestId>${escapeXml(requestId)}</RequestId>`);
}

function jsonError(service: ServiceModel, error: WireError, requestId: string): ReplayResponse {
  const id = { 'x-amzn-requestid': requestId };
  const type = service.protocol === 'json' ? { __type: `${service.namespace}#${error.name}` } : {};
  const body = JSON.stringify({ ...type, message: error.message });
  const rest: Record<string, string> = service.protocol === 'json' ? {} : { 'x-amzn-errortype': error.name };
  const query: Record<string, string> = service.queryCompatible
    ? { 'x-amzn-query-error': `${error.code};${faultOf(error)}` }
    : {};
  return response(error.status, jsonType(service), body, { ...id, ...rest, ...query });
}
