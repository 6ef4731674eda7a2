import { type Reading, type Unread, unreadAmong } from '../model/reading.ts';
import type { Instance } from '../model/resources/ec2.ts';
import type { Role } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';

/** A bucket whose name anybody can work out from an account's id, and which something in that account uses. */
export interface ReliedOnBucket {
  readonly name: string;
  readonly service: 'AWS CDK' | 'Elastic Beanstalk';
  /** What shows the use: a role's or an instance's ARN. */
  readonly shownBy: string;
}

export interface ReliedOnBuckets {
  readonly buckets: readonly ReliedOnBucket[];
  /** Listings without which there may be more. */
  readonly missing: readonly Unread[];
}

/**
 * Only uses that facts show: a CDK bootstrap's publishing role names its account and region, as its bucket does; the
 * instances of an Elastic Beanstalk environment carry its tag. Other services' names (aws-glue-assets-…,
 * aws-athena-query-results-…, sagemaker-…) leave no such trace, and are not guessed.
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html,
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.S3.html
 */
export function reliedOnBuckets(inventory: Inventory, account: string): ReliedOnBuckets {
  const roles = inventory.all('AWS::IAM::Role', { account });
  const instances = inventory.all('AWS::EC2::Instance', { account });
  const buckets = [...valueOr(roles).flatMap(cdkBucket), ...valueOr(instances).flatMap(beanstalkBucket)];
  const once = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  return { buckets: [...once.values()], missing: unreadAmong([roles, instances]) };
}

function valueOr<T>(reading: Reading<readonly T[]>): readonly T[] {
  return reading.status === 'read' ? reading.value : [];
}

const CDK_ROLE = /^cdk-(\w+)-file-publishing-role-(\d{12})-([a-z0-9-]+)$/;

function cdkBucket({ id, arn, account }: Role): readonly ReliedOnBucket[] {
  const [, qualifier, owner, region] = CDK_ROLE.exec(id) ?? [];
  if (owner !== account) return [];
  return [{ name: `cdk-${qualifier}-assets-${owner}-${region}`, service: 'AWS CDK', shownBy: arn }];
}

function beanstalkBucket({ arn, account, region, tags, state }: Instance): readonly ReliedOnBucket[] {
  if (state === 'terminated' || !tags?.['elasticbeanstalk:environment-id']) return [];
  return [{ name: `elasticbeanstalk-${region}-${account}`, service: 'Elastic Beanstalk', shownBy: arn }];
}
