import type { JsonObject } from '../model/json.ts';

/**
 * The events that the CIS AWS Foundations Benchmark wants alarms on (its section on monitoring), each as CloudTrail
 * records of what must be noticed: a filter counts for an event when it lets all of its records through.
 */
export type MonitoredEvent = keyof typeof RECORDS;

/** CloudTrail records of an event as they would be written in this account. */
export function recordsOf(event: MonitoredEvent, account: string): readonly JsonObject[] {
  return RECORDS[event].flatMap((each) => each(account));
}

/** Stands for any account in records, unless a pattern asks for accounts by name. */
export const SOME_ACCOUNT = '123456789012';

/** Made-up identity behind the records; patterns that name others, or a single principal, do not match. */
type RecordsIn = (account: string) => readonly JsonObject[];

const GLOBAL_REGIONS = ['us-east-1'];
const REGIONS = ['us-east-1', 'ap-southeast-2'];

function iamUser(account: string): JsonObject {
  return {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEPRINCIPAL1',
    arn: `arn:aws:iam::${account}:user/example-user`,
    accountId: account,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName: 'example-user',
  };
}

function assumedRole(account: string): JsonObject {
  const arn = `arn:aws:iam::${account}:role/example-role`;
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEPRINCIPAL1:example-session',
    arn: `arn:aws:sts::${account}:assumed-role/example-role/example-session`,
    accountId: account,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEPRINCIPAL1',
        arn,
        accountId: account,
        userName: 'example-role',
      },
      attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'false' },
    },
  };
}

function root(account: string): JsonObject {
  return {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: '',
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
function record(account: string, fields: JsonObject): JsonObject {
  return {
    eventVersion: '1.11',
    userIdentity: iamUser(account),
    eventTime: '2026-01-01T00:00:00Z',
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.10',
    userAgent: 'aws-cli/2.30.0',
    requestParameters: {},
    responseElements: null,
    requestID: '8b3c7a52-1111-4222-8333-944455556666',
    eventID: '2f1d9e64-1111-4222-8333-977788889999',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...fields,
  };
}

/** Successful changes, by a user in one region and by a role in another. */
function changes(source: string, regions: readonly string[], names: readonly string[]): RecordsIn {
  const eventSource = `${source}.amazonaws.com`;
  return (account) =>
    names.flatMap((eventName) => [
      record(account, { eventSource, eventName, userIdentity: iamUser(account), awsRegion: 'us-east-1' }),
      record(account, {
        eventSource,
        eventName,
        userIdentity: assumedRole(account),
        awsRegion: regions.at(-1) ?? 'us-east-1',
      }),
    ]);
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
function signIn(account: string, fields: JsonObject): JsonObject {
  return record(account, {
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: 'No',
    },
    ...fields,
  });
}

const unauthorizedCalls: RecordsIn = (account) =>
  [
    {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      readOnly: true,
      errorCode: 'Client.UnauthorizedOperation',
    },
    {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      errorCode: 'Client.UnauthorizedOperation',
    },
    { eventSource: 'iam.amazonaws.com', eventName: 'ListUsers', readOnly: true, errorCode: 'AccessDenied' },
    { eventSource: 's3.amazonaws.com', eventName: 'DeleteBucket', errorCode: 'AccessDenied' },
    { eventSource: 'kms.amazonaws.com', eventName: 'DescribeKey', readOnly: true, errorCode: 'AccessDenied' },
    {
      eventSource: 'lambda.amazonaws.com',
      eventName: 'CreateFunction20150331',
      errorCode: 'AccessDeniedException',
    },
  ].flatMap((fields) =>
    REGIONS.map((awsRegion) =>
      record(account, {
        ...fields,
        awsRegion,
        userIdentity: assumedRole(account),
        errorMessage: 'User is not authorized to perform this operation',
      }),
    ),
  );

const signInsWithoutMfa: RecordsIn = (account) => REGIONS.map((awsRegion) => signIn(account, { awsRegion }));

const signInFailures: RecordsIn = (account) =>
  [iamUser(account), root(account)].flatMap((userIdentity) =>
    REGIONS.map((awsRegion) =>
      signIn(account, {
        awsRegion,
        userIdentity,
        errorMessage: 'Failed authentication',
        responseElements: { ConsoleLogin: 'Failure' },
      }),
    ),
  );

const rootUse: RecordsIn = (account) => {
  const userIdentity = root(account);
  const calls = [
    { eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey' },
    { eventSource: 'iam.amazonaws.com', eventName: 'ListUsers', readOnly: true },
    { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', awsRegion: 'ap-southeast-2' },
  ];
  return [
    ...calls.map((call) => record(account, { ...call, userIdentity })),
    signIn(account, { userIdentity }),
  ];
};

/** What happens in every account all day: a filter that lets all of it through tells nothing. */
export const ROUTINE_RECORDS: readonly JsonObject[] = [
  { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances', readOnly: true },
  { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', readOnly: true },
  { eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', readOnly: true },
  { eventSource: 'logs.amazonaws.com', eventName: 'CreateLogStream' },
].map((fields) => record(SOME_ACCOUNT, { ...fields, userIdentity: assumedRole(SOME_ACCOUNT) }));

/** EC2-Classic is gone, so its four ClassicLink events, which the benchmark still names, cannot happen. */
const RECORDS = {
  'unauthorized-api-calls': [unauthorizedCalls],
  'console-sign-in-without-mfa': [signInsWithoutMfa],
  'root-use': [rootUse],
  'iam-policy-changes': [
    changes('iam', GLOBAL_REGIONS, [
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
    ]),
  ],
  'cloudtrail-changes': [
    changes('cloudtrail', REGIONS, [
      'CreateTrail',
      'UpdateTrail',
      'DeleteTrail',
      'StartLogging',
      'StopLogging',
    ]),
  ],
  'console-sign-in-failures': [signInFailures],
  'cmk-disabling-or-deletion': [changes('kms', REGIONS, ['DisableKey', 'ScheduleKeyDeletion'])],
  'bucket-policy-changes': [
    changes('s3', REGIONS, [
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketReplication',
      'DeleteBucketPolicy',
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketReplication',
    ]),
  ],
  'config-changes': [
    changes('config', REGIONS, [
      'StopConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutDeliveryChannel',
      'PutConfigurationRecorder',
    ]),
  ],
  'security-group-changes': [
    changes('ec2', REGIONS, [
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    ]),
  ],
  'nacl-changes': [
    changes('ec2', REGIONS, [
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    ]),
  ],
  'gateway-changes': [
    changes('ec2', REGIONS, [
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    ]),
  ],
  'route-table-changes': [
    changes('ec2', REGIONS, [
      'CreateRoute',
      'CreateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'DeleteRouteTable',
      'DeleteRoute',
      'DisassociateRouteTable',
    ]),
  ],
  'vpc-changes': [
    changes('ec2', REGIONS, [
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttribute',
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
    ]),
  ],
  'organizations-changes': [
    changes('organizations', GLOBAL_REGIONS, [
      'AcceptHandshake',
      'AttachPolicy',
      'CreateAccount',
      'CreateOrganizationalUnit',
      'CreatePolicy',
      'DeclineHandshake',
      'DeleteOrganization',
      'DeleteOrganizationalUnit',
      'DeletePolicy',
      'DetachPolicy',
      'DisablePolicyType',
      'EnablePolicyType',
      'InviteAccountToOrganization',
      'LeaveOrganization',
      'MoveAccount',
      'RemoveAccountFromOrganization',
      'UpdatePolicy',
      'UpdateOrganizationalUnit',
    ]),
  ],
} satisfies Readonly<Record<string, readonly RecordsIn[]>>;
