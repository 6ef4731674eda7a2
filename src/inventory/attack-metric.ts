/** A CloudWatch metric as policies and alarms name it. */
export interface MetricName {
  readonly namespace: string | null;
  readonly metricName: string;
}

/**
 * The metrics that rise when more requests arrive, by namespace. A metric that is not listed under its namespace
 * does not; of other namespaces nothing is known.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html (and its
 * kin for Network and Classic Load Balancers), https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
 */
const RISING: Readonly<Record<string, readonly string[]>> = {
  'AWS/EC2': ['CPUUtilization', 'NetworkIn', 'NetworkOut', 'NetworkPacketsIn', 'NetworkPacketsOut'],
  'AWS/ApplicationELB': [
    'ActiveConnectionCount',
    'ConsumedLCUs',
    'NewConnectionCount',
    'PeakLCUs',
    'ProcessedBytes',
    'RejectedConnectionCount',
    'RequestCount',
    'RequestCountPerTarget',
    'TargetResponseTime',
  ],
  'AWS/NetworkELB': [
    'ActiveFlowCount',
    'ActiveFlowCount_TCP',
    'ActiveFlowCount_TLS',
    'ActiveFlowCount_UDP',
    'ConsumedLCUs',
    'NewFlowCount',
    'NewFlowCount_TCP',
    'NewFlowCount_TLS',
    'NewFlowCount_UDP',
    'PeakPacketsPerSecond',
    'ProcessedBytes',
    'ProcessedBytes_TCP',
    'ProcessedBytes_TLS',
    'ProcessedBytes_UDP',
    'ProcessedPackets',
  ],
  'AWS/ELB': [
    'EstimatedALBActiveConnectionCount',
    'EstimatedALBConsumedLCUs',
    'EstimatedALBNewConnectionCount',
    'EstimatedProcessedBytes',
    'Latency',
    'RequestCount',
    'SpilloverCount',
    'SurgeQueueLength',
  ],
  'AWS/SQS': [
    'ApproximateAgeOfOldestMessage',
    'ApproximateNumberOfMessagesVisible',
    'NumberOfMessagesReceived',
    'NumberOfMessagesSent',
  ],
  'AWS/AutoScaling': [],
};

/** Target tracking's names for metrics of the table above. */
const PREDEFINED: Readonly<Record<string, MetricName>> = {
  ASGAverageCPUUtilization: { namespace: 'AWS/EC2', metricName: 'CPUUtilization' },
  ASGAverageNetworkIn: { namespace: 'AWS/EC2', metricName: 'NetworkIn' },
  ASGAverageNetworkOut: { namespace: 'AWS/EC2', metricName: 'NetworkOut' },
  ALBRequestCountPerTarget: { namespace: 'AWS/ApplicationELB', metricName: 'RequestCountPerTarget' },
};

/** Null: nothing is known about a metric of this namespace. */
export function risesUnderAttack({ namespace, metricName }: MetricName): boolean | null {
  const rising = RISING[namespace ?? ''];
  return rising ? rising.includes(metricName) : null;
}

export function predefinedMetric(predefinedMetricType: string): MetricName {
  return PREDEFINED[predefinedMetricType] ?? { namespace: null, metricName: predefinedMetricType };
}
