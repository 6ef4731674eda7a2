/**
 * What AWS documents about its services' actions, resource types and condition keys. Names are looked up in any case
 * and kept as AWS writes them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ActionCatalogue {
  /** Day of the facts, `2026-09-26`: AWS adds actions every week. */
  readonly date: string;
  /** Prefixes in lower case, sorted. */
  readonly services: readonly string[];
  /** Null: not known. */
  service(prefix: string): ServiceFacts | null;
  /** `s3:GetObject`. Null: not known, which is not the same as not there. */
  action(name: string): ActionFacts | null;
  /** `aws:SourceIp`, `s3:prefix`, `aws:ResourceTag/team`. Null: not known. */
  conditionKey(name: string): ConditionKeyFacts | null;
}

export interface ServiceFacts {
  readonly prefix: string;
  /** `Amazon S3` */
  readonly name: string;
  readonly actions: readonly ActionFacts[];
  readonly resourceTypes: readonly ResourceTypeFacts[];
  readonly conditionKeys: readonly ConditionKeyFacts[];
  /** Resource control policies bind it. */
  readonly resourceControlPolicies: boolean;
}

export interface ActionFacts {
  /** In lower case: `s3`. */
  readonly service: string;
  /** `GetObject` */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** Empty: the action takes no resource, and only `Resource: "*"` (or NotResource) covers it. */
  readonly resourceTypes: readonly ActionResourceType[];
  /** Keys that the action supports whatever its resource, as AWS writes them (`aws:RequestTag/${TagKey}`). */
  readonly conditionKeys: readonly string[];
}

export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

export interface ActionResourceType {
  readonly type: ResourceTypeFacts;
  /** AWS always checks it; else the action works on one of several. */
  readonly required: boolean;
  /** Keys that the action supports on this resource. */
  readonly conditionKeys: readonly string[];
}

export interface ResourceTypeFacts {
  readonly name: string;
  /** `arn:${Partition}:s3:::${BucketName}/${ObjectName}`; a few types have two forms. */
  readonly arns: readonly string[];
  readonly conditionKeys: readonly string[];
}

export interface ConditionKeyFacts {
  /** `aws:ResourceTag/${TagKey}` */
  readonly key: string;
  readonly type: ConditionKeyType;
  /** May have several values in one request, and then needs ForAllValues or ForAnyValue. */
  readonly multivalued: boolean;
  /** Of the principal, its session or the network, so that requests to any service may have it. */
  readonly everywhere: boolean;
}

export type ConditionKeyType = 'String' | 'Numeric' | 'Date' | 'Bool' | 'IpAddress' | 'Arn';
