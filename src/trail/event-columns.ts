/** A column of the table `events`; `from` finds it in a record `r` as DuckDB read it, and its `session`. */
export interface EventColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'TIMESTAMP';
  readonly from: string;
  readonly what: string;
}

function text(name: string, from: string, what: string): EventColumn {
  return { name, type: 'VARCHAR', from, what };
}

function json(name: string, from: string, what: string): EventColumn {
  return { name, type: 'VARCHAR', from: `CAST(${from} AS VARCHAR)`, what: `${what}, as JSON` };
}

/** What is read of the session context, which is taken apart once (`SESSION`). */
const SESSION_PATHS = [
  '$.sessionIssuer.type',
  '$.sessionIssuer.arn',
  '$.sessionIssuer.accountId',
  '$.attributes.mfaAuthenticated',
  '$.attributes.creationDate',
  '$.sourceIdentity',
] as const;

function inSession(path: (typeof SESSION_PATHS)[number]): string {
  return `session[${SESSION_PATHS.indexOf(path) + 1}]`;
}

function session(name: string, path: (typeof SESSION_PATHS)[number], what: string): EventColumn {
  return text(name, inSession(path), what);
}

/** `session` of the record `r`, for the columns. */
export const SESSION = `json_extract_string(r.userIdentity.sessionContext, [${SESSION_PATHS.map((each) => `'${each}'`).join(', ')}])`;

/**
 * The stable table of events: flat, snake_case, texts and one time, so that the same SQL runs on DuckDB and on Trino.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  { name: 'event_time', type: 'TIMESTAMP', from: 'TRY_CAST(r.eventTime AS TIMESTAMP)', what: 'when, UTC' },
  text('event_id', 'r.eventID', "CloudTrail's id of the event: evidence"),
  text('event_source', 'r.eventSource', 'the service, `ec2.amazonaws.com`'),
  text('event_name', 'r.eventName', 'the call'),
  text('aws_region', 'r.awsRegion', 'the region'),
  text('account_id', 'r.recipientAccountId', 'the account in whose trail the event is'),
  text('event_type', 'r.eventType', '`AwsApiCall`, `AwsConsoleSignIn`, `AwsServiceEvent` …'),
  text('event_category', 'r.eventCategory', '`Management`, `Data`, `NetworkActivity`'),
  text('read_only', 'r.readOnly', '`true` or `false`'),
  text('management_event', 'r.managementEvent', '`true` or `false`'),
  text(
    'principal',
    `coalesce(${inSession('$.sessionIssuer.arn')}, r.userIdentity.arn, r.userIdentity.invokedBy, r.userIdentity.principalId, r.userIdentity.userName)`,
    'who: the session issuer (the role) of a session, else the user, the service or the id',
  ),
  text(
    'session_name',
    "CASE WHEN r.userIdentity.\"type\" = 'AssumedRole' THEN split_part(r.userIdentity.arn, '/', 3) END",
    'the name of the role session',
  ),
  text('user_type', 'r.userIdentity."type"', '`IAMUser`, `AssumedRole`, `Root`, `AWSService` …'),
  text('user_principal_id', 'r.userIdentity.principalId', '`userIdentity.principalId`'),
  text('user_arn', 'r.userIdentity.arn', '`userIdentity.arn`'),
  text('user_account_id', 'r.userIdentity.accountId', 'the account of who called'),
  text('user_name', 'r.userIdentity.userName', '`userIdentity.userName`'),
  text('access_key_id', 'r.userIdentity.accessKeyId', 'the key that signed the call'),
  text('invoked_by', 'r.userIdentity.invokedBy', 'the AWS service that called for somebody'),
  text('identity_provider', 'r.userIdentity.identityProvider', 'of federated users'),
  session('session_issuer_type', '$.sessionIssuer.type', '`Role`, `IAMUser`, `Root`'),
  session('session_issuer_arn', '$.sessionIssuer.arn', 'the role of the session'),
  session('session_issuer_account_id', '$.sessionIssuer.accountId', 'its account'),
  session('session_mfa', '$.attributes.mfaAuthenticated', '`true` or `false`'),
  session('session_created', '$.attributes.creationDate', 'when the session began, ISO 8601'),
  session('source_identity', '$.sourceIdentity', 'who stands behind a chain of roles'),
  json('session_context', 'r.userIdentity.sessionContext', '`userIdentity.sessionContext`'),
  json('on_behalf_of', 'r.userIdentity.onBehalfOf', 'the user of IAM Identity Center'),
  text('source_ip_address', 'r.sourceIPAddress', 'the address, or the service, that called'),
  text('user_agent', 'r.userAgent', 'the tool that called'),
  text('error_code', 'r.errorCode', 'null: the call succeeded'),
  text('error_message', 'r.errorMessage', '`errorMessage`'),
  text('request_id', 'r.requestID', '`requestID`'),
  text('shared_event_id', 'r.sharedEventID', 'the same in all accounts that the call concerned'),
  text('vpc_endpoint_id', 'r.vpcEndpointId', 'the endpoint by which the call came'),
  text('api_version', 'r.apiVersion', '`apiVersion`'),
  text('session_from_console', 'r.sessionCredentialFromConsole', '`true`: the console made the call'),
  json('request_parameters', 'r.requestParameters', '`requestParameters`'),
  json('response_elements', 'r.responseElements', '`responseElements`'),
  json('additional_event_data', 'r.additionalEventData', '`additionalEventData`'),
  json('service_event_details', 'r.serviceEventDetails', '`serviceEventDetails`'),
  json('resources', 'r.resources', '`resources`'),
  json('tls_details', 'r.tlsDetails', '`tlsDetails`'),
  text('source_file', 'files.uri', 'the log file that held the event: evidence'),
];

const IDENTITY = {
  texts: [
    '"type"',
    'principalId',
    'arn',
    'accountId',
    'accessKeyId',
    'userName',
    'invokedBy',
    'identityProvider',
  ],
  json: ['sessionContext', 'onBehalfOf'],
};
const RECORD = {
  texts:
    `eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage
    requestID eventID readOnly eventType apiVersion managementEvent recipientAccountId sharedEventID vpcEndpointId
    eventCategory sessionCredentialFromConsole`.split(/\s+/),
  json: 'requestParameters responseElements additionalEventData resources tlsDetails serviceEventDetails'.split(
    ' ',
  ),
};

/** What is read of a record. The nested parts stay JSON: whatever they hold is kept. */
export const RECORD_TYPE = struct([...fields(RECORD), `userIdentity ${struct(fields(IDENTITY))}`]);

function fields({ texts, json: nested }: typeof RECORD): readonly string[] {
  return [...texts.map((each) => `${each} VARCHAR`), ...nested.map((each) => `${each} JSON`)];
}

function struct(members: readonly string[]): string {
  return `STRUCT(${members.join(', ')})`;
}
