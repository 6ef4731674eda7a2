/**
 * What is read of an event; other fields may be there. A request that a table keeps as text is to be parsed first, or
 * when it is asked for: it is not where nothing depends on it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface TrailEvent {
  /** `ec2.amazonaws.com` */
  readonly eventSource: string;
  /** `RunInstances` */
  readonly eventName: string;
  /** `AwsApiCall`, `AwsServiceEvent`, `AwsConsoleSignIn`, … */
  readonly eventType?: string | null;
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly resources?: unknown;
  readonly awsRegion?: string | null;
  /** The account whose trail has the event. */
  readonly recipientAccountId?: string | null;
}
