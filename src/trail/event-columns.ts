/** A column of the table `events`, and what it holds. */
export interface EventColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'TIMESTAMP';
  /** Where it stands in a record; null: it is worked out (`src/trail/ingest/event-reader.ts`). */
  readonly path: string | null;
  /** As JSON, whatever it is. */
  readonly isJson: boolean;
  readonly what: string;
}

function text(name: string, path: string | null, what: string): EventColumn {
  return { name, type: 'VARCHAR', path, isJson: false, what };
}

function json(name: string, path: string, what: string): EventColumn {
  return { name, type: 'VARCHAR', path, isJson: true, what: `${what}, as JSON` };
}

function identity(name: string, field: string, what: string): EventColumn {
  return text(name, `userIdentity.${field}`, what);
}

function session(name: string, field: string, what: string): EventColumn {
  return identity(name, `sessionContext.${field}`, what);
}

/**
 * The stable table of events: flat, snake_case, texts and one time, so that the same SQL runs on DuckDB and on Trino.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  { name: 'event_time', type: 'TIMESTAMP', path: 'eventTime', isJson: false, what: 'when, UTC' },
  text('event_id', 'eventID', "CloudTrail's id of the event: evidence"),
  text('event_source', 'eventSource', 'the service, `ec2.amazonaws.com`'),
  text('event_name', 'eventName', 'the call'),
  text('aws_region', 'awsRegion', 'the region'),
  text('account_id', 'recipientAccountId', 'the account in whose trail the event is'),
  text('event_type', 'eventType', '`AwsApiCall`, `AwsConsoleSignIn`, `AwsServiceEvent` …'),
  text('event_category', 'eventCategory', '`Management`, `Data`, `NetworkActivity`'),
  text('read_only', 'readOnly', '`true` or `false`'),
  text('management_event', 'managementEvent', '`true` or `false`'),
  text(
    'principal',
    null,
    'who: the session issuer (the role) of a session, else the user, the service or the id',
  ),
  text('session_name', null, 'the name of the role session'),
  identity('user_type', 'type', '`IAMUser`, `AssumedRole`, `Root`, `AWSService` …'),
  identity('user_principal_id', 'principalId', '`userIdentity.principalId`'),
  identity('user_arn', 'arn', '`userIdentity.arn`'),
  identity('user_account_id', 'accountId', 'the account of who called'),
  identity('user_name', 'userName', '`userIdentity.userName`'),
  identity('access_key_id', 'accessKeyId', 'the key that signed the call'),
  identity('invoked_by', 'invokedBy', 'the AWS service that called for somebody'),
  identity('identity_provider', 'identityProvider', 'of federated users'),
  session('session_issuer_type', 'sessionIssuer.type', '`Role`, `IAMUser`, `Root`'),
  session('session_issuer_arn', 'sessionIssuer.arn', 'the role of the session'),
  session('session_issuer_account_id', 'sessionIssuer.accountId', 'its account'),
  session('session_mfa', 'attributes.mfaAuthenticated', '`true` or `false`'),
  session('session_created', 'attributes.creationDate', 'when the session began, ISO 8601'),
  session('source_identity', 'sourceIdentity', 'who stands behind a chain of roles'),
  json('session_context', 'userIdentity.sessionContext', '`userIdentity.sessionContext`'),
  json('on_behalf_of', 'userIdentity.onBehalfOf', 'the user of IAM Identity Center'),
  text('source_ip_address', 'sourceIPAddress', 'the address, or the service, that called'),
  text('user_agent', 'userAgent', 'the tool that called'),
  text('error_code', 'errorCode', 'null: the call succeeded'),
  text('error_message', 'errorMessage', '`errorMessage`'),
  text('request_id', 'requestID', '`requestID`'),
  text('shared_event_id', 'sharedEventID', 'the same in all accounts that the call concerned'),
  text('vpc_endpoint_id', 'vpcEndpointId', 'the endpoint by which the call came'),
  text('api_version', 'apiVersion', '`apiVersion`'),
  text('session_from_console', 'sessionCredentialFromConsole', '`true`: the console made the call'),
  json('request_parameters', 'requestParameters', '`requestParameters`'),
  json('response_elements', 'responseElements', '`responseElements`'),
  json('additional_event_data', 'additionalEventData', '`additionalEventData`'),
  json('service_event_details', 'serviceEventDetails', '`serviceEventDetails`'),
  json('resources', 'resources', '`resources`'),
  json('tls_details', 'tlsDetails', '`tlsDetails`'),
  text('source_file', null, 'the log file that held the event: evidence'),
];
