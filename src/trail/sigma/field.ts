import { nearest } from '../../model/nearest.ts';
import { Refusal, type RulePath } from './refusal.ts';

/** Where the table `events` has a field of CloudTrail's record. */
export interface EventField {
  readonly name: string;
  readonly column: string;
  /** Within the column's JSON; null: the column is no JSON. */
  readonly path: readonly string[] | null;
}

/** By the column that has it, as src/trail/event-columns.ts reads the record. */
const TEXTS: Readonly<Record<string, string>> = {
  eventTime: 'event_time',
  eventID: 'event_id',
  eventSource: 'event_source',
  eventName: 'event_name',
  awsRegion: 'aws_region',
  recipientAccountId: 'account_id',
  eventType: 'event_type',
  eventCategory: 'event_category',
  readOnly: 'read_only',
  managementEvent: 'management_event',
  sourceIPAddress: 'source_ip_address',
  userAgent: 'user_agent',
  errorCode: 'error_code',
  errorMessage: 'error_message',
  requestID: 'request_id',
  sharedEventID: 'shared_event_id',
  vpcEndpointId: 'vpc_endpoint_id',
  apiVersion: 'api_version',
  sessionCredentialFromConsole: 'session_from_console',
  'userIdentity.type': 'user_type',
  'userIdentity.principalId': 'user_principal_id',
  'userIdentity.arn': 'user_arn',
  'userIdentity.accountId': 'user_account_id',
  'userIdentity.accessKeyId': 'access_key_id',
  'userIdentity.userName': 'user_name',
  'userIdentity.invokedBy': 'invoked_by',
  'userIdentity.identityProvider': 'identity_provider',
};

const DOCUMENTS: Readonly<Record<string, string>> = {
  requestParameters: 'request_parameters',
  responseElements: 'response_elements',
  additionalEventData: 'additional_event_data',
  serviceEventDetails: 'service_event_details',
  resources: 'resources',
  tlsDetails: 'tls_details',
  'userIdentity.sessionContext': 'session_context',
  'userIdentity.onBehalfOf': 'on_behalf_of',
};

/** Columns in which keywords are looked for: all that the record says. */
export const TEXT_COLUMNS = [...Object.values(TEXTS), ...Object.values(DOCUMENTS)].filter(
  (each) => each !== 'event_time',
);

/** @throws Refusal for a field that the lake does not keep, which would otherwise never match. */
export function fieldNamed(name: string, at: RulePath): EventField {
  const column = ownValue(TEXTS, name);
  if (column !== undefined) return { name, column, path: null };
  const document = Object.keys(DOCUMENTS).find((each) => name === each || name.startsWith(`${each}.`));
  const json = document === undefined ? undefined : DOCUMENTS[document];
  if (document === undefined || json === undefined) throw unknownField(name, at);
  const path = name === document ? [] : name.slice(document.length + 1).split('.');
  if (!path.every((each) => KEY.test(each)))
    throw new Refusal(at, `the field ${shown(name)}: its name has a character that is not supported`);
  return { name, column: json, path };
}

/** What needs no escaping in a path of either engine. */
const KEY = /^[\w@/:\- ]+$/;

function unknownField(name: string, at: RulePath): Refusal {
  const near = nearest(name, [...Object.keys(TEXTS), ...Object.keys(DOCUMENTS)]);
  const hint = near ? `; did you mean ${near}?` : '';
  return new Refusal(at, `the lake has no field ${shown(name)}${hint}`);
}

function ownValue(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
