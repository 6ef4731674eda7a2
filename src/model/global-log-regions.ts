/**
 * Global services log in one region of their partition.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
export const GLOBAL_LOG_REGIONS: readonly string[] = [
  'us-east-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-west-1',
];
