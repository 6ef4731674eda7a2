import { textsAt, valuesAt } from './mapping/request-values.ts';
import type { TrailEvent } from './mapping/trail-event.ts';

type IsHarmless = (request: TrailEvent['requestParameters']) => boolean;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
const BLOCKS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
const blocksAll: IsHarmless = (request) =>
  BLOCKS.every((each) => String(valuesAt(request, `PublicAccessBlockConfiguration.${each}`)[0]) === 'true');

const removesOnly =
  (permission: string): IsHarmless =>
  (request) =>
    valuesAt(request, `${permission}.remove`).length > 0 &&
    valuesAt(request, `${permission}.add`).length === 0;

const removesValues: IsHarmless = (request) =>
  valuesAt(request, 'valuesToRemove').length > 0 && textsAt(request, 'valuesToAdd').length === 0;

/** Requests of the changes that can make a check fail which can make none fail: they block, or take an access away. */
const HARMLESS: Readonly<Record<string, IsHarmless>> = {
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
  'iam:CreatePolicyVersion': (request) => String(valuesAt(request, 'setAsDefault')[0]) !== 'true',
  's3:PutBucketPublicAccessBlock': blocksAll,
  's3:PutAccountPublicAccessBlock': blocksAll,
  'ec2:ModifySnapshotAttribute': removesOnly('createVolumePermission'),
  'ec2:ModifyImageAttribute': removesOnly('launchPermission'),
  'rds:ModifyDBSnapshotAttribute': removesValues,
  'rds:ModifyDBClusterSnapshotAttribute': removesValues,
};

export function isHarmless(change: string, { requestParameters }: TrailEvent): boolean {
  return HARMLESS[change]?.(requestParameters) ?? false;
}
