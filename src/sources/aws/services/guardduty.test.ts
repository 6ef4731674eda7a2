import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './guardduty.ts';

const TYPE = 'AWS::GuardDuty::Detector';
const LIST = { ListDetectors: { DetectorIds: ['d1'] } };
const detector = {
  type: TYPE,
  account: '111122223333',
  region: 'us-east-1',
  arn: 'arn:aws:guardduty:us-east-1:111122223333:detector/d1',
  id: 'd1',
};

test('an enabled and a suspended detector', async () => {
  const api = apiOf('guardduty', {
    ...LIST,
    GetDetector: {
      Status: 'ENABLED',
      FindingPublishingFrequency: 'SIX_HOURS',
      Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }],
    },
  });
  expect(await collected(collectors, TYPE, api)).toEqual({
    gap: null,
    resources: [
      {
        ...detector,
        detail: read({
          status: 'ENABLED',
          findingPublishingFrequency: 'SIX_HOURS',
          features: { S3_DATA_EVENTS: 'ENABLED' },
        }),
      },
    ],
  });
  const suspended = apiOf('guardduty', { ...LIST, GetDetector: { Status: 'DISABLED' } });
  expect((await collected(collectors, TYPE, suspended)).resources[0]?.detail).toEqual(
    read({ status: 'DISABLED', findingPublishingFrequency: null, features: {} }),
  );
});

test('a denied detector, a denied list', async () => {
  const api = apiOf('guardduty', { ...LIST, GetDetector: denied() });
  expect((await collected(collectors, TYPE, api)).resources).toEqual([
    { ...detector, detail: deniedReading('guardduty:GetDetector') },
  ]);
  const none = apiOf('guardduty', { ListDetectors: denied() });
  expect(await collected(collectors, TYPE, none)).toEqual({
    resources: [],
    gap: deniedReading('guardduty:ListDetectors'),
  });
});
