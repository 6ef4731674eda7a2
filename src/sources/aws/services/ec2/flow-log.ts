import type { FlowLog as SdkFlowLog } from '@aws-sdk/client-ec2';
import type { FlowLog } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFlowLogs.html */
const flowLogs = defineCollector({
  type: 'AWS::EC2::FlowLog',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeFlowLogs'],
  async collect(api) {
    const listed = await api.list<SdkFlowLog>('DescribeFlowLogs', { MaxResults: 1000 }, 'FlowLogs');
    return mapListed(listed, (flowLog) => toFlowLog(api, flowLog));
  },
});

function toFlowLog(api: ServiceApi, flowLog: SdkFlowLog): FlowLog {
  const origin = { tags: flowLog.Tags };
  return {
    ...ec2Resource(api, 'AWS::EC2::FlowLog', 'vpc-flow-log', flowLog.FlowLogId, origin),
    resourceId: flowLog.ResourceId ?? '',
    // Logs of a transit gateway name no traffic type: they record all of it.
    trafficType: flowLog.TrafficType ?? 'ALL',
    flowLogStatus: flowLog.FlowLogStatus ?? '',
    deliverLogsStatus: flowLog.DeliverLogsStatus ?? null,
    deliverLogsErrorMessage: flowLog.DeliverLogsErrorMessage ?? null,
    logDestinationType: flowLog.LogDestinationType ?? 'cloud-watch-logs',
    logDestination: flowLog.LogDestination ?? flowLog.LogGroupName ?? null,
  };
}

export const collectors = [flowLogs];
