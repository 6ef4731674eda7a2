import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './config-service.ts';

const TYPE = 'AWS::Config::ConfigurationRecorder';
const ANSWERS = {
  DescribeConfigurationRecorders: {
    ConfigurationRecorders: [
      {
        name: 'default',
        arn: 'arn:aws:config:us-east-1:111122223333:configuration-recorder/default/x',
        recordingGroup: {
          allSupported: false,
          includeGlobalResourceTypes: false,
          resourceTypes: [],
          exclusionByResourceTypes: { resourceTypes: ['AWS::IAM::Role'] },
          recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        },
      },
      { name: 'AWSConfigurationRecorderForX', servicePrincipal: 'x.amazonaws.com' },
    ],
  },
  DescribeConfigurationRecorderStatus: {
    ConfigurationRecordersStatus: [
      { name: 'default', recording: true, lastStatus: 'Failure', lastErrorMessage: 'no' },
    ],
  },
  DescribeDeliveryChannels: { DeliveryChannels: [{ name: 'default', s3BucketName: 'config' }] },
};

test('a recorder with its status and channel; services keep others', async () => {
  const api = apiOf('config-service', ANSWERS);
  expect(await collected(collectors, TYPE, api)).toEqual({
    gap: null,
    resources: [
      {
        type: TYPE,
        account: '111122223333',
        region: 'us-east-1',
        arn: 'arn:aws:config:us-east-1:111122223333:configuration-recorder/default/x',
        id: 'default',
        allSupported: false,
        includeGlobalResourceTypes: false,
        resourceTypes: [],
        excludedResourceTypes: ['AWS::IAM::Role'],
        recordingStrategy: 'EXCLUSION_BY_RESOURCE_TYPES',
        recorderStatus: read({ recording: true, lastStatus: 'Failure', lastErrorMessage: 'no' }),
        deliveryChannelBuckets: read(['config']),
      },
    ],
  });
});

test('an old recorder without a status', async () => {
  const api = apiOf('config-service', {
    ...ANSWERS,
    DescribeConfigurationRecorders: { ConfigurationRecorders: [{ recordingGroup: { allSupported: true } }] },
    DescribeConfigurationRecorderStatus: {},
  });
  expect((await collected(collectors, TYPE, api)).resources[0]).toMatchObject({
    arn: 'arn:aws:config:us-east-1:111122223333:configuration-recorder/default',
    id: 'default',
    allSupported: true,
    recordingStrategy: null,
    recorderStatus: read(null),
  });
});

test('without a recorder nothing more is asked', async () => {
  const api = apiOf('config-service', { DescribeConfigurationRecorders: {} });
  expect(await collected(collectors, TYPE, api)).toEqual({ resources: [], gap: null });
  expect(api.calls).toHaveLength(1);
});

test.each([
  ['recorderStatus', 'DescribeConfigurationRecorderStatus'],
  ['deliveryChannelBuckets', 'DescribeDeliveryChannels'],
] as const)('a denied call costs %s', async (field, operation) => {
  const api = apiOf('config-service', { ...ANSWERS, [operation]: denied() });
  const [recorder] = (await collected(collectors, TYPE, api)).resources;
  expect(recorder?.[field]).toEqual(deniedReading(`config:${operation}`));
});

test('a denied list is the gap', async () => {
  const api = apiOf('config-service', { DescribeConfigurationRecorders: denied() });
  expect(await collected(collectors, TYPE, api)).toEqual({
    resources: [],
    gap: deniedReading('config:DescribeConfigurationRecorders'),
  });
});
