import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading, type TestApi } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { OTHER_ACCOUNT } from '../../../../test/inventory-of.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './cloudtrail.ts';

const ARN = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
const TRAIL = {
  Name: 'main',
  S3BucketName: 'logs',
  S3KeyPrefix: 'cloudtrail',
  SnsTopicName: 'arn:aws:sns:us-east-1:111122223333:deliveries',
  SnsTopicARN: 'arn:aws:sns:us-east-1:111122223333:deliveries',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  HomeRegion: 'us-east-1',
  TrailARN: ARN,
  LogFileValidationEnabled: true,
  CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
  CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/trail',
  KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
  HasCustomEventSelectors: true,
  HasInsightSelectors: true,
  IsOrganizationTrail: false,
};

const ANSWERS = {
  DescribeTrails: { trailList: [TRAIL] },
  [`GetTrailStatus {"Name":"${ARN}"}`]: {
    IsLogging: true,
    LatestDeliveryError: '',
    LatestDeliveryTime: new Date('2026-10-31T23:00:00Z'),
    LatestCloudWatchLogsDeliveryError: 'AccessDenied',
    StartLoggingTime: '2025-01-01T00:00:00+00:00',
    LatestDeliveryAttemptSucceeded: '',
  },
  [`GetEventSelectors {"TrailName":"${ARN}"}`]: {
    TrailARN: ARN,
    EventSelectors: [
      {
        ReadWriteType: 'WriteOnly',
        IncludeManagementEvents: true,
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
        ExcludeManagementEventSources: ['kms.amazonaws.com'],
      },
      {},
    ],
  },
  GetInsightSelectors: { InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] },
  ListTags: { ResourceTagList: [{ ResourceId: ARN, TagsList: [{ Key: 'team', Value: 'security' }] }] },
  's3:HeadBucket': {},
};

function trailsOf(api: TestApi) {
  return collected(collectors, 'AWS::CloudTrail::Trail', api);
}

test('a trail with everything read', async () => {
  const api = apiOf('cloudtrail', ANSWERS);
  expect(await trailsOf(api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::CloudTrail::Trail',
        account: '111122223333',
        region: 'us-east-1',
        arn: ARN,
        id: 'main',
        tags: { team: 'security' },
        homeRegion: 'us-east-1',
        s3BucketName: 'logs',
        s3KeyPrefix: 'cloudtrail',
        snsTopicArn: TRAIL.SnsTopicARN,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        isOrganizationTrail: false,
        logFileValidationEnabled: true,
        kmsKeyId: TRAIL.KmsKeyId,
        cloudWatchLogsLogGroupArn: TRAIL.CloudWatchLogsLogGroupArn,
        trailStatus: read({
          isLogging: true,
          latestDeliveryTime: '2026-10-31T23:00:00.000Z',
          latestDeliveryError: null,
          latestDigestDeliveryTime: null,
          latestDigestDeliveryError: null,
          latestCloudWatchLogsDeliveryTime: null,
          latestCloudWatchLogsDeliveryError: 'AccessDenied',
          latestNotificationTime: null,
          latestNotificationError: null,
          startLoggingTime: '2025-01-01T00:00:00.000Z',
          stopLoggingTime: null,
        }),
        selectors: read({
          eventSelectors: [
            {
              readWriteType: 'WriteOnly',
              includeManagementEvents: true,
              excludeManagementEventSources: ['kms.amazonaws.com'],
              dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
            },
            {
              readWriteType: 'All',
              includeManagementEvents: true,
              excludeManagementEventSources: [],
              dataResources: [],
            },
          ],
          advancedEventSelectors: [],
        }),
        insightTypes: read(['ApiCallRateInsight']),
        bucketProbe: read('exists'),
      },
    ],
  });
});

test('advanced selectors', async () => {
  const FieldSelectors = [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.ARN', NotStartsWith: ['a'], NotEndsWith: ['b'], NotEquals: ['c'] },
    { Field: 'eventName', StartsWith: ['d'], EndsWith: ['e'] },
  ];
  const api = apiOf('cloudtrail', {
    ...ANSWERS,
    [`GetEventSelectors {"TrailName":"${ARN}"}`]: {
      AdvancedEventSelectors: [{ Name: 'data', FieldSelectors }, { FieldSelectors: [] }],
    },
  });
  const [trail] = (await trailsOf(api)).resources;
  expect(trail?.selectors).toEqual(
    read({
      eventSelectors: [],
      advancedEventSelectors: [
        {
          name: 'data',
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Data'] },
            { field: 'resources.ARN', notStartsWith: ['a'], notEndsWith: ['b'], notEquals: ['c'] },
            { field: 'eventName', startsWith: ['d'], endsWith: ['e'] },
          ],
        },
        { name: null, fieldSelectors: [] },
      ],
    }),
  );
});

test('no Insights is none, a bucket that is gone is absent', async () => {
  const api = apiOf('cloudtrail', {
    ...ANSWERS,
    GetInsightSelectors: answeredError('InsightNotEnabledException', 400),
    's3:HeadBucket': answeredError('NotFound'),
  });
  const [trail] = (await trailsOf(api)).resources;
  expect(trail).toMatchObject({ insightTypes: read([]), bucketProbe: read('absent') });
});

test.each([
  ['trailStatus', `GetTrailStatus {"Name":"${ARN}"}`, 'cloudtrail:GetTrailStatus'],
  ['selectors', `GetEventSelectors {"TrailName":"${ARN}"}`, 'cloudtrail:GetEventSelectors'],
  ['insightTypes', 'GetInsightSelectors', 'cloudtrail:GetInsightSelectors'],
])('a denied call costs %s only', async (field, operation, call) => {
  const api = apiOf('cloudtrail', { ...ANSWERS, [operation]: denied() });
  const [trail] = (await trailsOf(api)).resources;
  const fields = ['trailStatus', 'selectors', 'insightTypes', 'bucketProbe'] as const;
  for (const each of fields) {
    if (each === field) expect(trail?.[each]).toEqual(deniedReading(call));
    else expect(trail?.[each].status).toBe('read');
  }
});

test('denied tags are absent', async () => {
  const api = apiOf('cloudtrail', { ...ANSWERS, ListTags: denied() });
  expect((await trailsOf(api)).resources[0]).not.toHaveProperty('tags');
});

test('a denied list is the gap', async () => {
  const api = apiOf('cloudtrail', { DescribeTrails: denied() });
  expect(await trailsOf(api)).toEqual({ resources: [], gap: deniedReading('cloudtrail:DescribeTrails') });
});

const ORGANISATION_ARN = `arn:aws:cloudtrail:eu-west-1:${OTHER_ACCOUNT}:trail/organisation`;
const answers = (overrides: object): Readonly<Record<string, unknown>> => ({
  DescribeTrails: { trailList: [{ ...TRAIL, ...overrides }] },
  GetTrailStatus: {},
  GetEventSelectors: {},
  GetInsightSelectors: {},
  ListTags: {},
  's3:HeadBucket': {},
});

test.each([
  ['an own trail: at home', {}, ['us-east-1']],
  ['an own trail whose home is not read: in the first region', { HomeRegion: 'us-west-2' }, ['eu-west-1']],
  [
    "another account's organisation trail: in the first region",
    { HomeRegion: 'us-east-1', TrailARN: ORGANISATION_ARN },
    ['eu-west-1'],
  ],
  [
    "another account's trail of one region: there",
    { HomeRegion: 'us-east-1', TrailARN: ORGANISATION_ARN, IsMultiRegionTrail: false },
    ['us-east-1'],
  ],
])('%s', async (_, trail, places) => {
  const regions = ['eu-west-1', 'us-east-1'];
  const seen = [];
  for (const region of regions) {
    const api = apiOf('cloudtrail', answers(trail), { region, regions });
    if ((await trailsOf(api)).resources.length > 0) seen.push(region);
  }
  expect(seen).toEqual(places);
});

test('tags are not asked for copies', async () => {
  const api = apiOf('cloudtrail', answers({ TrailARN: ORGANISATION_ARN }));
  await trailsOf(api);
  expect(api.calls.filter((each) => each.includes('ListTags'))).toEqual([]);
});
