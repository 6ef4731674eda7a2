import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { PolicyText } from './iam.ts';

export interface AlarmMetric {
  readonly namespace: string | null;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** The account that publishes the metric; absent: the alarm's own. */
  readonly accountId?: string;
}

export interface Alarm extends ResourceBase<'AWS::CloudWatch::Alarm'> {
  readonly kind: 'metric' | 'composite';
  readonly actionsEnabled: boolean;
  readonly alarmActions: readonly string[];
  readonly okActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
  readonly stateValue: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Null for an alarm on a metric expression, and for composites. */
  readonly metric: AlarmMetric | null;
  /** The metrics that a metric-math alarm reads. */
  readonly expressionMetrics: readonly AlarmMetric[];
  readonly statistic: string | null;
  readonly extendedStatistic: string | null;
  /** Only data of this unit count; absent: of any. */
  readonly unit?: string;
  /** Seconds. */
  readonly period: number | null;
  readonly evaluationPeriods: number | null;
  readonly datapointsToAlarm: number | null;
  readonly threshold: number | null;
  readonly comparisonOperator: string | null;
  readonly treatMissingData: string | null;
  readonly alarmRule: string | null;
}

export interface LogGroup extends ResourceBase<'AWS::Logs::LogGroup'> {
  readonly logGroupName: string;
  readonly retentionInDays: number | null;
  readonly kmsKeyId: string | null;
}

export interface MetricFilter extends ResourceBase<'AWS::Logs::MetricFilter'> {
  readonly logGroupName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly {
    readonly metricName: string;
    readonly metricNamespace: string;
    readonly metricValue: string;
    readonly defaultValue: number | null;
    /** Absent: `None`. */
    readonly unit?: string;
    /** Names of dimensions and the log fields that fill them; only alarms with the same dimensions see the metric. */
    readonly dimensions: Readonly<Record<string, string>>;
  }[];
  /** The filter reads what a log transformer made of the events, which is not told here. */
  readonly applyOnTransformedLogs: boolean;
  /** A further condition on system fields, such as the source account of a centralised log group. */
  readonly fieldSelectionCriteria: string | null;
}

export interface TopicSubscription {
  readonly protocol: string;
  readonly endpoint: string;
  readonly confirmed: boolean;
}

export interface Topic extends ResourceBase<'AWS::SNS::Topic'> {
  readonly policy: Reading<PolicyText | null>;
  readonly kmsMasterKeyId: Reading<string | null>;
  readonly subscriptions: Reading<readonly TopicSubscription[]>;
}

export interface Queue extends ResourceBase<'AWS::SQS::Queue'> {
  readonly queueUrl: string;
  readonly policy: Reading<PolicyText | null>;
  readonly kmsMasterKeyId: Reading<string | null>;
}

export interface EventBus extends ResourceBase<'AWS::Events::EventBus'> {
  readonly policy: PolicyText | null;
}

export interface EventRule extends ResourceBase<'AWS::Events::Rule'> {
  readonly eventBusName: string;
  readonly state: string;
  readonly eventPattern: string | null;
  readonly scheduleExpression: string | null;
}

/** AWS Config: the recorder with its status and delivery channel. */
export interface ConfigRecorder extends ResourceBase<'AWS::Config::ConfigurationRecorder'> {
  readonly allSupported: boolean;
  readonly includeGlobalResourceTypes: boolean;
  readonly resourceTypes: readonly string[];
  readonly excludedResourceTypes: readonly string[];
  /** `ALL_SUPPORTED_RESOURCE_TYPES`, `INCLUSION_BY_RESOURCE_TYPES`, `EXCLUSION_BY_RESOURCE_TYPES`; null on old recorders. */
  readonly recordingStrategy: string | null;
  readonly recorderStatus: Reading<{
    readonly recording: boolean;
    readonly lastStatus: string | null;
    readonly lastErrorMessage: string | null;
  } | null>;
  readonly deliveryChannelBuckets: Reading<readonly string[]>;
}

export interface Detector extends ResourceBase<'AWS::GuardDuty::Detector'> {
  readonly detail: Reading<{
    readonly status: 'ENABLED' | 'DISABLED';
    readonly findingPublishingFrequency: string | null;
    readonly features: Readonly<Record<string, string>>;
  }>;
}

/** One per region; null where Security Hub is off. */
export interface SecurityHub extends ResourceBase<'AWS::SecurityHub::Hub'> {
  readonly hub: { readonly hubArn: string; readonly subscribedAt: string | null } | null;
  readonly enabledStandards: Reading<readonly string[]>;
}

export interface Analyzer extends ResourceBase<'AWS::AccessAnalyzer::Analyzer'> {
  /** `ACCOUNT`, `ORGANIZATION`, `ACCOUNT_UNUSED_ACCESS` … */
  readonly analyzerType: string;
  readonly status: string;
}

/** One per account: Shield Advanced. */
export interface ShieldSubscription extends ResourceBase<'AWS::Shield::Subscription'> {
  readonly state: 'ACTIVE' | 'INACTIVE';
  readonly protectedResourceArns: Reading<readonly string[]>;
}
