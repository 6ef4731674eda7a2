import { parseArn } from '../../model/arn.ts';
import { all, anyOf, type Condition } from './question.ts';

/** How an event may name a resource. */
export interface NamedResource {
  /** Whole texts within the event: its ARN, its id. */
  readonly exact: readonly string[];
  /** A name: true of this resource only where the event is of its service, account and region. */
  readonly name: string | null;
  readonly place: readonly Condition[];
}

/** By its ARN, or by what it is called: an id, a name. */
export function namedResource(text: string): NamedResource {
  const arn = parseArn(text);
  if (!arn) return { exact: [text], name: text, place: [] };
  const name = arn.resource.split(/[/:]/).at(-1) ?? arn.resource;
  const { service, account, region } = arn;
  const place = [
    { sql: 'event_source = ?', values: [`${EVENT_SOURCES[service] ?? service}.amazonaws.com`] },
    ...(account === '' ? [] : [{ sql: 'account_id = ?', values: [account] }]),
    ...(region === '' ? [] : [{ sql: 'aws_region = ?', values: [region] }]),
  ];
  return { exact: [text], name, place };
}

/** Where CloudTrail's name of a service is not the one in its ARNs. */
const EVENT_SOURCES: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring',
  'elasticloadbalancing-v2': 'elasticloadbalancing',
};

/** Where an event names what it is about, as JSON. */
export const NAMING_COLUMNS = ['request_parameters', 'response_elements', 'resources'] as const;

/** Events before version 1.01 did not say. */
export const IS_CHANGE = "coalesce(read_only, 'false') = 'false'";

/**
 * A text within JSON stands between quotes; an ARN may end with the name. All of them hold the name, which is looked for
 * once before what stands around it.
 */
export function naming({ exact, name, place }: NamedResource): Condition {
  const whole = exact.map((each) => mentioned(JSON.stringify(each)));
  if (name === null) return anyOf(whole);
  const inner = JSON.stringify(name).slice(1);
  const ends = [`"${inner}`, `/${inner}`, `:${inner}`].map(mentioned);
  return all([mentioned(inner.slice(0, -1)), anyOf([...whole, all([...place, anyOf(ends)])])]);
}

function mentioned(text: string): Condition {
  return anyOf(NAMING_COLUMNS.map((column) => ({ sql: `strpos(${column}, ?) > 0`, values: [text] })));
}
