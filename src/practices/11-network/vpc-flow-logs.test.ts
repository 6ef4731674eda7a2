import { expect, test } from 'vitest';
import { aFlowLog, aVpc } from '../../../test/builders/network.ts';
import { ACCOUNT, deniedListing, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { vpcFlowLogs as check } from './vpc-flow-logs.ts';

const vpc = aVpc();

test.each([
  ['all traffic', aFlowLog(), 'pass'],
  ['rejected traffic', aFlowLog({ trafficType: 'REJECT' }), 'pass'],
  ['no delivery yet', aFlowLog({ deliverLogsStatus: null }), 'pass'],
  ['accepted traffic only', aFlowLog({ trafficType: 'ACCEPT' }), 'fail'],
  ['failing to deliver', aFlowLog({ deliverLogsStatus: 'FAILED', deliverLogsErrorMessage: 'x' }), 'fail'],
  ['not active', aFlowLog({ flowLogStatus: 'DELETING' }), 'fail'],
  ['of a subnet only', aFlowLog({ resourceId: 'subnet-1' }), 'fail'],
])('%s', (_, log, status) => {
  expect(statuses(check, vpc, { resources: [log] })).toEqual([status]);
});

test('fails without a log, and passes when one of several is good', () => {
  expect(statuses(check, vpc)).toEqual(['fail']);
  const logs = [aFlowLog({ flowLogStatus: 'DELETING' }), aFlowLog({ id: 'fl-2' })];
  expect(statuses(check, vpc, { resources: logs })).toEqual(['pass']);
});

test('is unknown when flow logs could not be listed, unless a good one was found', () => {
  const denied = ['AWS::EC2::FlowLog'] as const;
  expect(evaluate(check, vpc, { denied })).toMatchObject([
    { status: 'unknown', unread: [deniedListing('AWS::EC2::FlowLog')] },
  ]);
  expect(statuses(check, vpc, { denied, resources: [aFlowLog()] })).toEqual(['pass']);
  const bad = aFlowLog({ trafficType: 'ACCEPT' });
  expect(statuses(check, vpc, { denied, resources: [bad] })).toEqual(['unknown']);
});

test("a shared VPC's logs are its owner's", () => {
  const shared = aVpc({ ownerId: OTHER_ACCOUNT, arn: `arn:aws:ec2:us-east-1:${OTHER_ACCOUNT}:vpc/vpc-1` });
  expect(statuses(check, shared)).toEqual(['unknown']);
  expect(statuses(check, shared, { accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual(['fail']);
});
