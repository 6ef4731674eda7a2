import { CATALOGUE } from '../../iam/catalogue/catalogue.ts';
import { valuesAt } from './request-values.ts';
import type { TrailEvent } from './trail-event.ts';

/**
 * Event sources whose first label is not the prefix of their IAM actions, from the pages on each service's logging:
 * - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html
 * - https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html
 * - https://docs.aws.amazon.com/servicecatalog/latest/arguide/logging-using-cloudtrail.html
 * - https://docs.aws.amazon.com/tag-editor/latest/userguide/logging-using-cloudtrail.html
 * - https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring-cloudtrail.html
 * - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/logging-using-cloudtrail-data-api.html
 * - https://docs.aws.amazon.com/iot/latest/developerguide/iot-using-cloudtrail.html
 * - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html
 */
const PREFIXES: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  email: 'ses',
  'servicecatalog-appregistry': 'servicecatalog',
  tagging: 'tag',
  amazonmq: 'mq',
  rdsdata: 'rds-data',
  rdsdataapi: 'rds-data',
  iotdata: 'iot',
  edgekeyvaluestore: 'cloudfront-keyvaluestore',
};

/** The prefix of the service's IAM actions, `cloudwatch` of `monitoring.amazonaws.com`. Null: a service we don't know. */
export function serviceOf(event: Pick<TrailEvent, 'eventSource' | 'requestParameters'>): string | null {
  const service = bySource(event.eventSource);
  if (service === 'autoscaling' && isOfApplication(event.requestParameters)) return 'application-autoscaling';
  return service;
}

const SERVICES = new Map<string, string | null>();

function bySource(eventSource: string): string | null {
  const known = SERVICES.get(eventSource);
  if (known !== undefined) return known;
  const label = eventSource.toLowerCase().replace(/\.amazonaws\.com(\.cn)?$/, '');
  const prefix = Object.hasOwn(PREFIXES, label) ? PREFIXES[label] : label;
  const service = prefix !== undefined && CATALOGUE.service(prefix) ? prefix : null;
  // Logs may say anything here; AWS has some hundreds.
  if (SERVICES.size < 2_000) SERVICES.set(eventSource, service);
  return service;
}

/**
 * Application Auto Scaling logs under Auto Scaling's name, and both have PutScalingPolicy; only its own requests name a
 * service. https://docs.aws.amazon.com/autoscaling/application/userguide/logging-using-cloudtrail.html
 */
function isOfApplication(request: unknown): boolean {
  return valuesAt(request, 'serviceNamespace').length > 0;
}

/** `20150331v2` of Lambda, `2020_05_31` of CloudFront: a day with or without the revision of that day's API. */
const API_VERSION = /(?<=[A-Za-z])20\d\d(_?)(0[1-9]|1[0-2])\1(0[1-9]|[12]\d|3[01])(v[1-9])?$/;

/** The operation of an event's name, without the date of the API's version that some services put behind it. */
export function operationOf(eventName: string): string {
  return eventName.replace(API_VERSION, '');
}
