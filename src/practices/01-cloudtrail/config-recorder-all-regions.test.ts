import { expect, test } from 'vitest';
import { aConfigRecorder, aRegion } from '../../../test/builders/monitoring.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { configRecorderAllRegions as check } from './config-recorder-all-regions.ts';

const region = aRegion();
const exclusion = {
  allSupported: false,
  includeGlobalResourceTypes: false,
  recordingStrategy: 'EXCLUSION_BY_RESOURCE_TYPES',
};

test('passes with a recorder that records everything', () => {
  expect(statuses(check, region, { resources: [aConfigRecorder()] })).toEqual(['pass']);
  const old = aConfigRecorder({ recordingStrategy: null });
  expect(statuses(check, region, { resources: [old] })).toEqual(['pass']);
  expect(statuses(check, region, { resources: [aConfigRecorder(exclusion)] })).toEqual(['pass']);
});

test.each([
  ['stopped', { recorderStatus: read({ recording: false, lastStatus: null, lastErrorMessage: null }) }],
  ['without a status', { recorderStatus: read(null) }],
  ['failing', { recorderStatus: read({ recording: true, lastStatus: 'Failure', lastErrorMessage: 'x' }) }],
  ['without a channel', { deliveryChannelBuckets: read([]) }],
  [
    'of some types',
    {
      allSupported: false,
      resourceTypes: ['AWS::EC2::Instance'],
      recordingStrategy: 'INCLUSION_BY_RESOURCE_TYPES',
    },
  ],
  ['that leaves types out', { ...exclusion, excludedResourceTypes: ['AWS::EC2::Instance'] }],
  ['without global types', { includeGlobalResourceTypes: false }],
])('fails with a recorder %s', (_, overrides) => {
  expect(statuses(check, region, { resources: [aConfigRecorder(overrides)] })).toEqual(['fail']);
});

test('fails without a recorder', () => {
  expect(evaluate(check, region)[0]).toMatchObject({
    status: 'fail',
    summary: 'AWS Config has no recorder in us-east-1.',
  });
});

test('global types are recorded once, in any region', () => {
  const regions = ['us-east-1', 'eu-west-1'];
  const elsewhere = aConfigRecorder({ region: 'eu-west-1' });
  const here = aConfigRecorder({ includeGlobalResourceTypes: false });
  expect(statuses(check, region, { regions, resources: [here, elsewhere] })).toEqual(['pass']);
  const excluding = aConfigRecorder({ ...exclusion, excludedResourceTypes: ['AWS::IAM::Role'] });
  expect(statuses(check, region, { regions, resources: [excluding, elsewhere] })).toEqual(['pass']);
  const skippedRegions = [{ region: 'ap-southeast-2', why: 'not asked for' }];
  expect(statuses(check, region, { skippedRegions, resources: [here] })).toEqual(['unknown']);
});

test.each([
  ['recorderStatus', 'config:DescribeConfigurationRecorderStatus'],
  ['deliveryChannelBuckets', 'config:DescribeDeliveryChannels'],
])('is unknown without %s', (field, call) => {
  const recorder = aConfigRecorder({ [field]: deniedCall(call) });
  expect(evaluate(check, region, { resources: [recorder] })[0]).toMatchObject({
    status: 'unknown',
    unread: [deniedCall(call)],
  });
});

test('is unknown when recorders could not be listed', () => {
  expect(statuses(check, region, { denied: ['AWS::Config::ConfigurationRecorder'] })).toEqual(['unknown']);
});
