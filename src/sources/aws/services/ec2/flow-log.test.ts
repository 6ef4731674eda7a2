import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './flow-log.ts';

const [flowLogs] = collectors;

test("a VPC's log that fails to deliver, and a transit gateway's", async () => {
  const FlowLogs = [
    {
      FlowLogId: 'fl-1',
      ResourceId: 'vpc-1',
      TrafficType: 'REJECT',
      FlowLogStatus: 'ACTIVE',
      DeliverLogsStatus: 'FAILED',
      DeliverLogsErrorMessage: 'Access error',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: 'flows',
    },
    {
      FlowLogId: 'fl-2',
      ResourceId: 'tgw-1',
      FlowLogStatus: 'ACTIVE',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::flows',
    },
  ];
  const collected = await flowLogs?.collect(apiOf('ec2', { DescribeFlowLogs: { FlowLogs } }));
  const place = { type: 'AWS::EC2::FlowLog', account: '111122223333', region: 'us-east-1', tags: {} };
  expect(collected?.resources).toEqual([
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/fl-1',
      id: 'fl-1',
      resourceId: 'vpc-1',
      trafficType: 'REJECT',
      flowLogStatus: 'ACTIVE',
      deliverLogsStatus: 'FAILED',
      deliverLogsErrorMessage: 'Access error',
      logDestinationType: 'cloud-watch-logs',
      logDestination: 'flows',
    },
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/fl-2',
      id: 'fl-2',
      resourceId: 'tgw-1',
      trafficType: 'ALL',
      flowLogStatus: 'ACTIVE',
      deliverLogsStatus: null,
      deliverLogsErrorMessage: null,
      logDestinationType: 's3',
      logDestination: 'arn:aws:s3:::flows',
    },
  ]);
});
