import { read } from '../../src/model/reading.ts';
import type { Region } from '../../src/model/resources/account.ts';
import type {
  Alarm,
  Analyzer,
  ConfigRecorder,
  Detector,
  EventBus,
  EventRule,
  LogGroup,
  MetricFilter,
  Queue,
  SecurityHub,
  Topic,
} from '../../src/model/resources/monitoring.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';

const NAMESPACE = 'Trail';

export function aRegion(overrides: Partial<Region> = {}): Region {
  const account = overrides.account ?? ACCOUNT;
  const id = overrides.id ?? REGION;
  return {
    type: 'AWS::::Region',
    account,
    region: id,
    arn: `arn:aws:ec2:${id}:${account}:region/${id}`,
    id,
    optInStatus: 'opt-in-not-required',
    ...overrides,
  };
}

/** The log group of `aTrail`. */
export function aLogGroup(overrides: Partial<LogGroup> = {}): LogGroup {
  const id = overrides.id ?? 'trail';
  return {
    type: 'AWS::Logs::LogGroup',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${id}`,
    id,
    logGroupName: id,
    retentionInDays: 365,
    kmsKeyId: null,
    ...overrides,
  };
}

/** What the benchmark's fifteen events have in common, and routine reads have not. */
const NOTABLE =
  '{ $.readOnly IS FALSE || $.errorCode = "*" || $.eventName = "ConsoleLogin" || $.userIdentity.type = "Root" }';

/** On the log group of `aTrail`, letting all notable events through, with a metric of the filter's name. */
export function aMetricFilter(overrides: Partial<MetricFilter> = {}): MetricFilter {
  const id = overrides.id ?? 'events';
  const { account = ACCOUNT, region = REGION, logGroupName = 'trail' } = overrides;
  return {
    type: 'AWS::Logs::MetricFilter',
    account,
    region,
    arn: `arn:aws:logs:${region}:${account}:log-group:${logGroupName}:metric-filter:${id}`,
    id,
    logGroupName,
    filterPattern: NOTABLE,
    metricTransformations: [
      { metricName: id, metricNamespace: NAMESPACE, metricValue: '1', defaultValue: null, dimensions: {} },
    ],
    applyOnTransformedLogs: false,
    fieldSelectionCriteria: null,
    ...overrides,
  };
}

/** On the metric of `aMetricFilter` of the same id, telling `aTopic`. */
export function anAlarm(overrides: Partial<Alarm> = {}): Alarm {
  const id = overrides.id ?? 'events';
  const { account = ACCOUNT, region = REGION } = overrides;
  return {
    type: 'AWS::CloudWatch::Alarm',
    account,
    region,
    arn: `arn:aws:cloudwatch:${region}:${account}:alarm:${id}`,
    id,
    kind: 'metric',
    actionsEnabled: true,
    alarmActions: [`arn:aws:sns:${region}:${account}:alarms`],
    okActions: [],
    insufficientDataActions: [],
    stateValue: 'OK',
    metric: { namespace: NAMESPACE, metricName: id, dimensions: {} },
    expressionMetrics: [],
    statistic: 'Sum',
    extendedStatistic: null,
    period: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: null,
    threshold: 1,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'notBreaching',
    alarmRule: null,
    ...overrides,
  };
}

/** With one confirmed subscription, by mail. */
export function aTopic(overrides: Partial<Topic> = {}): Topic {
  const id = overrides.id ?? 'alarms';
  const { account = ACCOUNT, region = REGION } = overrides;
  return {
    type: 'AWS::SNS::Topic',
    account,
    region,
    arn: `arn:aws:sns:${region}:${account}:${id}`,
    id,
    policy: read(null),
    kmsMasterKeyId: read(null),
    subscriptions: read([{ protocol: 'email', endpoint: 'security@example.com', confirmed: true }]),
    ...overrides,
  };
}

/** Without a policy, so its account's alone. */
export function aQueue(overrides: Partial<Queue> = {}): Queue {
  const id = overrides.id ?? 'orders';
  const { account = ACCOUNT, region = REGION } = overrides;
  return {
    type: 'AWS::SQS::Queue',
    account,
    region,
    arn: `arn:aws:sqs:${region}:${account}:${id}`,
    id,
    queueUrl: `https://sqs.${region}.amazonaws.com/${account}/${id}`,
    policy: read(null),
    kmsMasterKeyId: read(null),
    ...overrides,
  };
}

export function anEventBus(overrides: Partial<EventBus> = {}): EventBus {
  const id = overrides.id ?? 'default';
  return {
    type: 'AWS::Events::EventBus',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${id}`,
    id,
    policy: null,
    ...overrides,
  };
}

export function anEventRule(overrides: Partial<EventRule> = {}): EventRule {
  const id = overrides.id ?? 'on-change';
  return {
    type: 'AWS::Events::Rule',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:events:${REGION}:${ACCOUNT}:rule/${id}`,
    id,
    eventBusName: 'default',
    state: 'ENABLED',
    eventPattern: null,
    scheduleExpression: null,
    ...overrides,
  };
}

/** Recording everything, global types included. */
export function aConfigRecorder(overrides: Partial<ConfigRecorder> = {}): ConfigRecorder {
  const { account = ACCOUNT, region = REGION } = overrides;
  return {
    type: 'AWS::Config::ConfigurationRecorder',
    account,
    region,
    arn: `arn:aws:config:${region}:${account}:configuration-recorder/default`,
    id: 'default',
    allSupported: true,
    includeGlobalResourceTypes: true,
    resourceTypes: [],
    excludedResourceTypes: [],
    recordingStrategy: 'ALL_SUPPORTED_RESOURCE_TYPES',
    recorderStatus: read({ recording: true, lastStatus: 'SUCCESS', lastErrorMessage: null }),
    deliveryChannelBuckets: read(['config-bucket']),
    ...overrides,
  };
}

export function aDetector(overrides: Partial<Detector> = {}): Detector {
  const id = overrides.id ?? '12abc34d567e8fa901bc2d34e56789f0';
  return {
    type: 'AWS::GuardDuty::Detector',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/${id}`,
    id,
    detail: read({ status: 'ENABLED', findingPublishingFrequency: 'SIX_HOURS', features: {} }),
    ...overrides,
  };
}

export function aSecurityHub(overrides: Partial<SecurityHub> = {}): SecurityHub {
  const arn = `arn:aws:securityhub:${REGION}:${ACCOUNT}:hub/default`;
  return {
    type: 'AWS::SecurityHub::Hub',
    account: ACCOUNT,
    region: REGION,
    arn,
    id: 'default',
    hub: { hubArn: arn, subscribedAt: '2025-01-01T00:00:00.000Z' },
    enabledStandards: read([
      `arn:aws:securityhub:${REGION}::standards/aws-foundational-security-best-practices/v/1.0.0`,
    ]),
    ...overrides,
  };
}

/** Of external access, for the account. */
export function anAnalyzer(overrides: Partial<Analyzer> = {}): Analyzer {
  const id = overrides.id ?? 'external-access';
  const { account = ACCOUNT, region = REGION } = overrides;
  return {
    type: 'AWS::AccessAnalyzer::Analyzer',
    account,
    region,
    arn: `arn:aws:access-analyzer:${region}:${account}:analyzer/${id}`,
    id,
    analyzerType: 'ACCOUNT',
    status: 'ACTIVE',
    ...overrides,
  };
}
