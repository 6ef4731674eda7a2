import { EVENT_COLUMNS } from '../event-columns.ts';
import type { Sql } from '../sql/dialect.ts';
import { PARTITIONS } from './raw-table.ts';

const inIdentity = (path: string): Sql => `json_extract_scalar(useridentity, '$.${path}')`;
/** The same value, its keys in another order: what stands between them is kept. */
const jsonIn = (path: string): Sql => `json_format(json_extract(useridentity, '$.${path}'))`;

const ISSUER = inIdentity('sessionContext.sessionIssuer.arn');
const ARN = inIdentity('arn');
const TYPE = inIdentity('type');

/** How each column of the table `events` is found in a record, in Trino's SQL. */
const FROM_RAW: Readonly<Record<string, Sql>> = {
  event_time: "TRY(CAST(from_iso8601_timestamp(eventtime) AT TIME ZONE 'UTC' AS timestamp))",
  event_id: 'eventid',
  event_source: 'eventsource',
  event_name: 'eventname',
  aws_region: 'awsregion',
  account_id: 'recipientaccountid',
  event_type: 'eventtype',
  event_category: 'eventcategory',
  read_only: 'readonly',
  management_event: 'managementevent',
  principal: `coalesce(${ISSUER}, ${ARN}, ${inIdentity('invokedBy')}, ${inIdentity('principalId')}, ${inIdentity('userName')})`,
  session_name: `CASE WHEN ${TYPE} = 'AssumedRole' THEN coalesce(split_part(${ARN}, '/', 3), '') END`,
  user_type: TYPE,
  user_principal_id: inIdentity('principalId'),
  user_arn: ARN,
  user_account_id: inIdentity('accountId'),
  user_name: inIdentity('userName'),
  access_key_id: inIdentity('accessKeyId'),
  invoked_by: inIdentity('invokedBy'),
  identity_provider: inIdentity('identityProvider'),
  session_issuer_type: inIdentity('sessionContext.sessionIssuer.type'),
  session_issuer_arn: ISSUER,
  session_issuer_account_id: inIdentity('sessionContext.sessionIssuer.accountId'),
  session_mfa: inIdentity('sessionContext.attributes.mfaAuthenticated'),
  session_created: inIdentity('sessionContext.attributes.creationDate'),
  source_identity: inIdentity('sessionContext.sourceIdentity'),
  session_context: jsonIn('sessionContext'),
  on_behalf_of: jsonIn('onBehalfOf'),
  source_ip_address: 'sourceipaddress',
  user_agent: 'useragent',
  error_code: 'errorcode',
  error_message: 'errormessage',
  request_id: 'requestid',
  shared_event_id: 'sharedeventid',
  vpc_endpoint_id: 'vpcendpointid',
  api_version: 'apiversion',
  session_from_console: 'sessioncredentialfromconsole',
  request_parameters: 'requestparameters',
  response_elements: 'responseelements',
  additional_event_data: 'additionaleventdata',
  service_event_details: 'serviceeventdetails',
  resources: 'resources',
  tls_details: 'tlsdetails',
  source_file: '"$path"',
};

/**
 * The table `events` over the raw one, and its partitions, by which queries leave out what they need not read. A column
 * without its expression here fails the tests.
 */
export function createEventsView(name: Sql, rawTable: Sql): Sql {
  const columns = EVENT_COLUMNS.map((each) => `  ${FROM_RAW[each.name] ?? 'NULL'} AS ${each.name}`);
  return `CREATE OR REPLACE VIEW ${name} AS SELECT
${[...columns, ...PARTITIONS.map((each) => `  ${each}`)].join(',\n')}
FROM ${rawTable}`;
}
