import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aMetricFilter, anAlarm, aTopic } from '../../../test/builders/monitoring.ts';
import {
  ACCOUNT,
  deniedCall,
  deniedListing,
  evaluate,
  OTHER_ACCOUNT,
  REGION,
  statuses,
  theAccount,
} from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { EventSelector, Trail, TrailStatus } from '../../model/resources/cloudtrail.ts';
import type { Alarm, MetricFilter } from '../../model/resources/monitoring.ts';
import type { Check } from '../check.ts';
import { cloudwatchAlarm } from './cloudwatch-alarm.ts';

function checkOf(event: string): Check {
  const check = cloudwatchAlarm.find(({ id }) => id === `cloudwatch-alarm-${event}`);
  if (!check) throw new Error(`no check for ${event}`);
  return check;
}

const names = (...events: readonly string[]): string =>
  events.map((event) => `($.eventName=${event})`).join(' || ');

/** The patterns that the CIS AWS Foundations Benchmark gives. */
const CIS: Readonly<Record<string, string>> = {
  'unauthorized-api-calls':
    '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
  'console-sign-in-without-mfa':
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  'root-use':
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  'iam-policy-changes': `{${names('DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion', 'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy', 'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy')}}`,
  'cloudtrail-changes': `{ ${names('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')} }`,
  'console-sign-in-failures':
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  'cmk-disabling-or-deletion': `{($.eventSource = kms.amazonaws.com) && (${names('DisableKey', 'ScheduleKeyDeletion')}) }`,
  'bucket-policy-changes': `{ ($.eventSource = s3.amazonaws.com) && (${names('PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle', 'PutBucketReplication', 'DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle', 'DeleteBucketReplication')}) }`,
  'config-changes': `{ ($.eventSource = config.amazonaws.com) && (${names('StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder')}) }`,
  'security-group-changes': `{ ${names('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress', 'CreateSecurityGroup', 'DeleteSecurityGroup')} }`,
  'nacl-changes': `{ ${names('CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl', 'DeleteNetworkAclEntry', 'ReplaceNetworkAclEntry', 'ReplaceNetworkAclAssociation')} }`,
  'gateway-changes': `{ ${names('CreateCustomerGateway', 'DeleteCustomerGateway', 'AttachInternetGateway', 'CreateInternetGateway', 'DeleteInternetGateway', 'DetachInternetGateway')} }`,
  'route-table-changes': `{ ($.eventSource = ec2.amazonaws.com) && (${names('CreateRoute', 'CreateRouteTable', 'ReplaceRoute', 'ReplaceRouteTableAssociation', 'DeleteRouteTable', 'DeleteRoute', 'DisassociateRouteTable')}) }`,
  'vpc-changes': `{ ${names('CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute', 'AcceptVpcPeeringConnection', 'CreateVpcPeeringConnection', 'DeleteVpcPeeringConnection', 'RejectVpcPeeringConnection', 'AttachClassicLinkVpc', 'DetachClassicLinkVpc', 'DisableVpcClassicLink', 'EnableVpcClassicLink')} }`,
  'organizations-changes': `{ ($.eventSource = organizations.amazonaws.com) && (${names('AcceptHandshake', 'AttachPolicy', 'CreateAccount', 'CreateOrganizationalUnit', 'CreatePolicy', 'DeclineHandshake', 'DeleteOrganization', 'DeleteOrganizationalUnit', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType', 'EnablePolicyType', 'InviteAccountToOrganization', 'LeaveOrganization', 'MoveAccount', 'RemoveAccountFromOrganization', 'UpdatePolicy', 'UpdateOrganizationalUnit')}) }`,
};

/** Trail, filter, alarm and topic, with the pattern or with one of them changed. */
function chain(filter: Partial<MetricFilter> = {}): readonly Resource[] {
  return [aTrail(), aMetricFilter(filter), anAlarm(), aTopic()];
}

function withPattern(filterPattern: string): readonly Resource[] {
  return chain({ filterPattern });
}

/** The chain with its resource of the same type replaced. */
function chainWith(changed: Resource): readonly Resource[] {
  return chain().map((each) => (each.type === changed.type ? changed : each));
}

function judge(check: Check, resources: readonly Resource[]): string | undefined {
  return statuses(check, theAccount(), { resources })[0];
}

test('fifteen checks with the numbers of each version', () => {
  expect(cloudwatchAlarm.map(({ id }) => id)).toEqual(
    Object.keys(CIS).map((event) => `cloudwatch-alarm-${event}`),
  );
  expect(cloudwatchAlarm[14]?.controls.filter((each) => each.startsWith('cis'))).toEqual([
    'cis-aws-1.4.0:4.15',
    'cis-aws-1.5.0:4.15',
    'cis-aws-2.0.0:4.15',
    'cis-aws-3.0.0:4.15',
    'cis-aws-4.0.0:4.15',
    'cis-aws-5.0.0:4.15',
    'cis-aws-6.0.0:5.15',
    'cis-aws-7.0.0:5.15',
  ]);
});

test.each(Object.entries(CIS))(
  "%s: the benchmark's own pattern passes, and no other event's",
  (event, pattern) => {
    for (const check of cloudwatchAlarm) {
      const isSame = check.id === `cloudwatch-alarm-${event}`;
      expect([check.id, judge(check, withPattern(pattern))]).toEqual([check.id, isSame ? 'pass' : 'fail']);
    }
  },
);

/** As AWS's Security Hub asks for them, CloudWatch.1 to .14: by source, names without quotes. */
const SECURITY_HUB: Readonly<Record<string, string>> = {
  'root-use':
    '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  'unauthorized-api-calls': '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  'console-sign-in-without-mfa':
    '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed !="Yes") && ($.userIdentity.type="IAMUser") && ($.responseElements.ConsoleLogin="Success")}',
  'console-sign-in-failures': '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  ...Object.fromEntries(
    Object.entries({
      'iam-policy-changes': 'iam',
      'cloudtrail-changes': 'cloudtrail',
      'cmk-disabling-or-deletion': 'kms',
      'bucket-policy-changes': 's3',
      'config-changes': 'config',
      'security-group-changes': 'ec2',
      'nacl-changes': 'ec2',
      'gateway-changes': 'ec2',
      'route-table-changes': 'ec2',
      'vpc-changes': 'ec2',
    }).map(([event, source]) => [
      event,
      `{($.eventSource=${source}.amazonaws.com) && (${names(...namesIn(CIS[event] ?? ''))})}`,
    ]),
  ),
};

function namesIn(pattern: string): readonly string[] {
  return [...pattern.matchAll(/eventName\s*=\s*"?(\w+)/g)].map(([, name = '']) => name);
}

test.each(Object.entries(SECURITY_HUB))("%s: Security Hub's pattern passes", (event, pattern) => {
  expect(judge(checkOf(event), withPattern(pattern))).toBe('pass');
});

/** Terms in another order, quoted, on lines of their own, each in its own or in nested parentheses. */
const SPELLINGS: readonly (readonly [string, (events: readonly string[]) => string])[] = [
  [
    'reversed and quoted',
    (events) =>
      events
        .toReversed()
        .map((each) => `($.eventName = "${each}")`)
        .join(' || '),
  ],
  ['without parentheses', (events) => events.map((each) => `$.eventName = ${each}`).join('||')],
  [
    'on lines of their own',
    (events) => `\n  ${events.map((each) => `($.eventName = ${each})`).join(' ||\n  ')}\n`,
  ],
  [
    'nested to the right',
    (events) =>
      events.reduceRight(
        (rest, each) => (rest ? `($.eventName = ${each} || ${rest})` : `($.eventName = ${each})`),
        '',
      ),
  ],
  ['in brackets', (events) => events.map((each) => `($.['eventName'] = "${each}")`).join(' || ')],
  ['as a regular expression', (events) => events.map((each) => `$.eventName = %^${each}$%`).join(' || ')],
];

test.each(
  Object.keys(CIS)
    .filter((event) => event.endsWith('-changes') || event.startsWith('cmk'))
    .flatMap((event) => SPELLINGS.map(([style, spell]) => [event, style, spell] as const)),
)('%s: %s passes, and fails for want of one name', (event, _style, spell) => {
  const events = namesIn(CIS[event] ?? '').filter((each) => !each.includes('ClassicLink'));
  const conjoined = (wanted: readonly string[]): string =>
    `{ (${spell(wanted)}) && ($.eventSource = "*.amazonaws.com") }`;
  const check = checkOf(event);
  expect(judge(check, withPattern(`{${spell(events)}}`))).toBe('pass');
  expect(judge(check, withPattern(conjoined(events)))).toBe('pass');
  for (const left of events) {
    const others = events.filter((each) => each !== left);
    expect([left, judge(check, withPattern(`{${spell(others)}}`))]).toEqual([left, 'fail']);
  }
});

/** Of Terraform modules that many use, where they differ from the benchmark. */
test.each([
  [
    'console-sign-in-without-mfa',
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  ],
  [
    'root-use',
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
  ],
  ['root-use', '{ $.userIdentity.type = Root }'],
  [
    'unauthorized-api-calls',
    '{(($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && (($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket"))}',
  ],
  [
    'console-sign-in-failures',
    '{ ($.eventName = ConsoleLogin) && ($.responseElements.ConsoleLogin = "Failure") }',
  ],
  [
    'cmk-disabling-or-deletion',
    '{ $.eventSource = kms* && ($.eventName = "DisableKey" || $.eventName = "ScheduleKeyDeletion") }',
  ],
])('%s: %s passes', (event, pattern) => {
  expect(judge(checkOf(event), withPattern(pattern))).toBe('pass');
});

test.each([
  ['nothing asked', ''],
  [
    'a condition that always holds',
    '{ ($.errorCode = "AccessDenied*") || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }',
  ],
])('a filter for everything, %s, tells of nothing', (_, pattern) => {
  for (const check of cloudwatchAlarm) {
    const [outcome] = evaluate(check, theAccount(), { resources: withPattern(pattern) });
    expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('everyday events') });
  }
});

test('a filter for all that is notable passes', () => {
  for (const check of cloudwatchAlarm) expect([check.id, judge(check, chain())]).toEqual([check.id, 'pass']);
});

const groups = checkOf('security-group-changes');

test.each([
  ['by prefixes', '{ $.eventName = "*SecurityGroup*" }', 'pass'],
  ['by a regular expression', '{ $.eventName = %SecurityGroup% }', 'pass'],
  ['by source', '{ $.eventSource = "ec2.amazonaws.com" }', 'pass'],
  ['without a name', '{ $.eventName = "CreateSecurityGroup" }', 'fail'],
  [
    'the names in a text that means something else',
    `{ $.eventName != "x" && $.eventName = "CreateSecurityGroup" }`,
    'fail',
  ],
  [
    'a condition that cannot hold beside',
    '{ ($.eventName = "*SecurityGroup*") && ($.eventName = "x") }',
    'fail',
  ],
  ['failed calls only', '{ ($.eventName = "*SecurityGroup*") && ($.errorCode = "*") }', 'fail'],
  ['one region only', '{ ($.eventName = "*SecurityGroup*") && ($.awsRegion = "us-east-1") }', 'fail'],
  ['users only', '{ ($.eventName = "*SecurityGroup*") && ($.userIdentity.type = "IAMUser") }', 'fail'],
  [
    'all but one role',
    '{ ($.eventName = "*SecurityGroup*") && ($.userIdentity.arn != "*:role/ci") }',
    'pass',
  ],
  ['!= on a field that events lack', '{ ($.eventName = "*SecurityGroup*") && ($.errorCode != "x") }', 'fail'],
  [
    'its own account',
    `{ ($.eventName = "*SecurityGroup*") && ($.recipientAccountId = "${ACCOUNT}") }`,
    'pass',
  ],
  [
    'another account',
    `{ ($.eventName = "*SecurityGroup*") && ($.recipientAccountId = "${OTHER_ACCOUNT}") }`,
    'fail',
  ],
])('a pattern %s: %s', (_, pattern, status) => {
  expect(judge(groups, withPattern(pattern))).toBe(status);
});

test.each([
  ['of terms', { filterPattern: '"SecurityGroup"' }],
  ['over transformed events', { applyOnTransformedLogs: true }],
  ['for some accounts', { fieldSelectionCriteria: '@aws.account = 1' }],
])('a pattern %s is not evaluated: unknown where somebody hears it, else it does not matter', (_, filter) => {
  const [outcome] = evaluate(groups, theAccount(), { resources: chain(filter) });
  expect(outcome).toMatchObject({
    status: 'unknown',
    unread: expect.arrayContaining([
      expect.objectContaining({
        call: 'logs:DescribeMetricFilters',
        why: expect.stringMatching(/^NotEvaluated: the pattern of metric filter events/),
      }),
    ]),
  });
  const unheard = chain(filter).filter((each) => each.type !== 'AWS::CloudWatch::Alarm');
  const [failed] = evaluate(groups, theAccount(), { resources: unheard });
  expect(failed).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('metric filter events: its metric has no alarm'),
  });
});

test('several filters and alarms may share the events', () => {
  const creation = '{ $.eventName = "CreateSecurityGroup" || $.eventName = "DeleteSecurityGroup" }';
  const rules = '{ $.eventName = "*SecurityGroupIngress" || $.eventName = "*SecurityGroupEgress" }';
  const resources = [
    aTrail(),
    aMetricFilter({ id: 'a', filterPattern: creation }),
    aMetricFilter({ id: 'b', filterPattern: rules }),
    anAlarm({ id: 'a' }),
    anAlarm({ id: 'b' }),
    aTopic(),
  ];
  const [outcome] = evaluate(groups, theAccount(), { resources });
  expect(outcome).toMatchObject({ status: 'pass', summary: expect.stringContaining('a and b') });
  expect(
    judge(
      groups,
      resources.filter((each) => each.id !== 'b'),
    ),
  ).toBe('fail');
});

test('the evidence names the chain', () => {
  expect(evaluate(groups, theAccount(), { resources: chain() })[0]).toMatchObject({
    status: 'pass',
    evidence: {
      chains: [{ trail: aTrail().arn, filter: 'events', alarm: anAlarm().arn, topic: aTopic().arn }],
      unheardEvents: [],
    },
  });
});

const stopped = (): Trail => {
  const trail = aTrail();
  if (trail.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  return { ...trail, trailStatus: read({ ...trail.trailStatus.value, isLogging: false }) };
};

const undelivered = (status: Partial<TrailStatus>): Trail => {
  const trail = aTrail();
  if (trail.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  return { ...trail, trailStatus: read({ ...trail.trailStatus.value, ...status }) };
};

const countingNothing = aMetricFilter({
  metricTransformations: [
    { metricName: 'events', metricNamespace: 'Trail', metricValue: '0', defaultValue: null, dimensions: {} },
  ],
});

test.each<[string, Partial<Alarm>]>([
  ['many events', { threshold: 100 }],
  ['an average at its value', { statistic: 'Average' }],
  ['a count of events', { statistic: 'SampleCount', threshold: 5 }],
  ['more than none', { threshold: 0, comparisonOperator: 'GreaterThanThreshold' }],
])('passes with an alarm on %s', (_, overrides) => {
  expect(judge(groups, chainWith(anAlarm(overrides)))).toBe('pass');
});

test.each<[string, Resource, string]>([
  ['a stopped trail', stopped(), 'is not logging'],
  [
    'a trail that cannot deliver',
    undelivered({ latestCloudWatchLogsDeliveryError: 'AccessDenied' }),
    'cannot deliver to CloudWatch Logs',
  ],
  [
    'a trail that never delivered to its log group',
    undelivered({ latestCloudWatchLogsDeliveryTime: null }),
    'has delivered nothing',
  ],
  ['a trail of one region', aTrail({ isMultiRegionTrail: false }), 'no multi-region trail'],
  ['a trail without a log group', aTrail({ cloudWatchLogsLogGroupArn: null }), 'has no log group'],
  ['a filter on another log group', aMetricFilter({ logGroupName: 'other' }), 'no metric filter'],
  ['a filter of another region', aMetricFilter({ region: 'eu-west-1' }), 'no metric filter'],
  [
    'a filter with dimensions',
    aMetricFilter({
      metricTransformations: [
        {
          metricName: 'events',
          metricNamespace: 'Trail',
          metricValue: '1',
          defaultValue: null,
          dimensions: { Region: '$.awsRegion' },
        },
      ],
    }),
    'its metric has no alarm',
  ],
  [
    'an alarm on another metric',
    anAlarm({ metric: { namespace: 'Other', metricName: 'events', dimensions: {} } }),
    'its metric has no alarm',
  ],
  [
    'an alarm on a dimension',
    anAlarm({ metric: { namespace: 'Trail', metricName: 'events', dimensions: { Region: 'x' } } }),
    'its metric has no alarm',
  ],
  ['an alarm of another region', anAlarm({ region: 'eu-west-1' }), 'its metric has no alarm'],
  ['an alarm without actions enabled', anAlarm({ actionsEnabled: false }), 'are disabled'],
  ['an alarm without actions', anAlarm({ alarmActions: [] }), 'notifies no SNS topic'],
  [
    'an alarm that acts elsewhere',
    anAlarm({ alarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] }),
    'notifies no SNS topic',
  ],
  ['an alarm above the one value', anAlarm({ statistic: 'Maximum', threshold: 2 }), 'needs more than the 1'],
  [
    'an alarm above the one average',
    anAlarm({ statistic: 'Average', comparisonOperator: 'GreaterThanThreshold' }),
    'needs more than the 1',
  ],
  ['a filter that counts nothing', countingNothing, 'needs more than the 0'],
  ['an alarm on another unit', anAlarm({ unit: 'Count' }), 'waits for data in the unit Count'],
  ['an alarm on few events', anAlarm({ comparisonOperator: 'LessThanThreshold' }), 'few events'],
  ['a topic without subscriptions', aTopic({ subscriptions: read([]) }), 'no confirmed subscription'],
  [
    'a topic with a pending subscription',
    aTopic({ subscriptions: read([{ protocol: 'email', endpoint: 'x', confirmed: false }]) }),
    'no confirmed subscription',
  ],
  ['a topic that is gone', aTopic({ id: 'other' }), 'no confirmed subscription'],
])('fails with %s', (_, changed, reason) => {
  const regions = [REGION, 'eu-west-1'];
  const [outcome] = evaluate(groups, theAccount({ regions }), { resources: chainWith(changed), regions });
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining(reason) });
});

test('a metric expression reads the metric too', () => {
  const metric = { namespace: 'Trail', metricName: 'events', dimensions: {} };
  const alarm = anAlarm({ metric: null, expressionMetrics: [metric] });
  expect(judge(groups, chainWith(alarm))).toBe('pass');
  const foreign = anAlarm({ metric: null, expressionMetrics: [{ ...metric, accountId: OTHER_ACCOUNT }] });
  expect(judge(groups, chainWith(foreign))).toBe('fail');
});

test('a composite alarm may tell for a silent one', () => {
  const silent = anAlarm({ alarmActions: [] });
  const composite = anAlarm({
    id: 'any',
    kind: 'composite',
    metric: null,
    comparisonOperator: null,
    alarmRule: 'ALARM("events") OR ALARM("other")',
  });
  const resources = [aTrail(), aMetricFilter(), silent, aTopic()];
  expect(judge(groups, [...resources, composite])).toBe('pass');
  const both = { ...composite, alarmRule: 'ALARM("events") AND ALARM("other")' };
  expect(judge(groups, [...resources, both])).toBe('fail');
});

test.each<[ResourceType, string]>([
  ['AWS::CloudTrail::Trail', 'unknown'],
  ['AWS::Logs::MetricFilter', 'unknown'],
  ['AWS::CloudWatch::Alarm', 'unknown'],
  ['AWS::SNS::Topic', 'unknown'],
])('is unknown when %s could not be listed', (type, status) => {
  const resources = chain().filter((each) => each.type !== type);
  const [outcome] = evaluate(groups, theAccount(), { resources, denied: [type] });
  expect(outcome).toMatchObject({ status, unread: expect.arrayContaining([deniedListing(type)]) });
});

test.each<[string, Resource]>([
  ['the status', aTrail({ trailStatus: deniedCall('cloudtrail:GetTrailStatus') })],
  ['the selectors', aTrail({ selectors: deniedCall('cloudtrail:GetEventSelectors') })],
  ['the subscriptions', aTopic({ subscriptions: deniedCall('sns:ListSubscriptions') })],
  [
    'the account of the log group',
    aTrail({ cloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${OTHER_ACCOUNT}:log-group:trail:*` }),
  ],
  ["the topic's account", anAlarm({ alarmActions: [`arn:aws:sns:us-east-1:${OTHER_ACCOUNT}:alarms`] })],
])('is unknown without %s', (_, changed) => {
  expect(judge(groups, chainWith(changed))).toBe('unknown');
});

test('a complete chain passes beside one that could not be read', () => {
  const dark = aTrail({ id: 'dark', trailStatus: deniedCall('cloudtrail:GetTrailStatus') });
  expect(judge(groups, [dark, ...chain()])).toBe('pass');
});

test('a broken chain fails whatever else could not be read of it', () => {
  const trail = aTrail({ selectors: deniedCall('cloudtrail:GetEventSelectors') });
  const resources = [trail, aMetricFilter({ filterPattern: '{ $.eventName = "x" }' }), anAlarm(), aTopic()];
  expect(judge(groups, resources)).toBe('fail');
});

test('the trail must record what the event needs, and no more', () => {
  const selecting = (overrides: Partial<EventSelector>): Trail =>
    aTrail({
      selectors: read({
        eventSelectors: [
          {
            readWriteType: 'All',
            includeManagementEvents: true,
            excludeManagementEventSources: [],
            dataResources: [],
            ...overrides,
          },
        ],
        advancedEventSelectors: [],
      }),
    });
  const writes = chainWith(selecting({ readWriteType: 'WriteOnly' }));
  expect(judge(groups, writes)).toBe('pass');
  expect(judge(checkOf('unauthorized-api-calls'), writes)).toBe('fail');
  const withoutKms = chainWith(selecting({ excludeManagementEventSources: ['kms.amazonaws.com'] }));
  expect(judge(groups, withoutKms)).toBe('pass');
  expect(judge(checkOf('cmk-disabling-or-deletion'), withoutKms)).toBe('fail');
});

test("the organisation's trail and its owner's alarms speak for a member", () => {
  const arn = `arn:aws:cloudtrail:${REGION}:${OTHER_ACCOUNT}:trail/organisation`;
  const cloudWatchLogsLogGroupArn = `arn:aws:logs:${REGION}:${OTHER_ACCOUNT}:log-group:trail:*`;
  const shadow = aTrail({ arn, isOrganizationTrail: true, cloudWatchLogsLogGroupArn });
  const owners = [
    { ...shadow, account: OTHER_ACCOUNT },
    aMetricFilter({ account: OTHER_ACCOUNT }),
    anAlarm({ account: OTHER_ACCOUNT }),
    aTopic({ account: OTHER_ACCOUNT }),
  ];
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(statuses(groups, theAccount(), { accounts, resources: [shadow, ...owners] })).toEqual(['pass']);
  expect(statuses(groups, theAccount(), { resources: [shadow] })).toEqual(['unknown']);
});
