import { parseArn } from '../../model/arn.ts';
import type { JsonValue } from '../../model/json.ts';
import { all, anyOf, type Condition } from './question.ts';

/** How an event may name a resource. */
export interface NamedResource {
  /** A whole text within the event: its ARN, its id. */
  readonly exact: string;
  /** A name: true of this resource only where the event is of its service, account and region. */
  readonly name: string;
  readonly place: { readonly [Column in keyof EventPlace]?: string };
}

/** Where an event happened, as the columns have it. */
interface EventPlace {
  readonly event_source: string | null;
  readonly account_id: string | null;
  readonly aws_region: string | null;
}

/** By its ARN, or by what it is called: an id, a name. */
export function namedResource(text: string): NamedResource {
  const arn = parseArn(text);
  if (!arn) return { exact: text, name: text, place: {} };
  const { service, account, region, resource } = arn;
  return {
    exact: text,
    name: resource.split(/[/:]/).at(-1) ?? resource,
    place: {
      event_source: `${EVENT_SOURCES[service] ?? service}.amazonaws.com`,
      ...(account === '' ? {} : { account_id: account }),
      ...(region === '' ? {} : { aws_region: region }),
    },
  };
}

/** Where CloudTrail's name of a service is not the one in its ARNs. */
const EVENT_SOURCES: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring',
  'elasticloadbalancing-v2': 'elasticloadbalancing',
};

/** Where an event names what it is about, as JSON: the column, and what it is in the record. */
export const NAMING_PLACES = {
  request_parameters: 'requestParameters',
  response_elements: 'responseElements',
  resources: 'resources',
} as const;

export const NAMING_COLUMNS = ['request_parameters', 'response_elements', 'resources'] as const;

/** Events before version 1.01 did not say. */
export const IS_CHANGE = "coalesce(read_only, 'false') = 'false'";

/**
 * A text within JSON stands between quotes; an ARN may end with the name. All of them hold the name, which is looked for
 * once before what stands around it. Rows that hold it otherwise are among them, and are told apart by `placesNaming`.
 */
export function naming({ exact, name, place }: NamedResource): Condition {
  const inner = JSON.stringify(name).slice(1);
  const ends = [`"${inner}`, `/${inner}`, `:${inner}`].map(mentioned);
  const placed = Object.entries(place).map(([column, value]) => ({ sql: `${column} = ?`, values: [value] }));
  return all([
    mentioned(inner.slice(0, -1)),
    anyOf([mentioned(JSON.stringify(exact)), all([...placed, anyOf(ends)])]),
  ]);
}

function mentioned(text: string): Condition {
  return anyOf(NAMING_COLUMNS.map((column) => ({ sql: `strpos(${column}, ?) > 0`, values: [text] })));
}

/** A text of an event, and where it stands: `requestParameters.groupId`. */
export type PlacedText = readonly [path: string, text: string];

/** Whole values, not keys, nor what stands within a text. */
export function textsIn(value: JsonValue | undefined, path: string): readonly PlacedText[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => textsIn(each, pathOf(path, index)));
  return Object.entries(value).flatMap(([key, each]) =>
    isOfDoer(key) ? [] : textsIn(each, pathOf(path, key)),
  );
}

export function pathOf(path: string, step: string | number): string {
  return typeof step === 'number' ? `${path}[${step}]` : `${path}.${step}`;
}

/** `createdBy`, `lastModifiedBy`: who changed something else. */
const DOER = /^(created|updated|modified|requested|initiated|owned)By|(Created|Updated|Modified)By/;

export function isOfDoer(key: string): boolean {
  return DOER.test(key);
}

export function isNaming(text: string, { exact, name }: NamedResource): boolean {
  return text === exact || text === name || text.endsWith(`/${name}`) || text.endsWith(`:${name}`);
}

/** Where those texts, of an event of that place, name the resource, in the order of the paths; nowhere: it is another one. */
export function placesNaming(
  texts: readonly PlacedText[],
  event: EventPlace,
  resource: NamedResource,
): readonly string[] {
  const named = texts.filter(([, text]) => isNaming(text, resource));
  if (!isOfPlace(event, resource) && !named.some(([, text]) => text === resource.exact)) return [];
  return [...new Set(named.map(([path]) => path))].sort();
}

function isOfPlace(event: EventPlace, { place }: NamedResource): boolean {
  return (
    (place.event_source === undefined || place.event_source === event.event_source) &&
    (place.account_id === undefined || place.account_id === event.account_id) &&
    (place.aws_region === undefined || place.aws_region === event.aws_region)
  );
}
