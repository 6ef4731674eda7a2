import { EXPOSURE_TYPES } from '../../inventory/exposure/exposures.ts';
import { RESOURCE_POLICY_TYPES } from '../../inventory/resource-policies.ts';
import { WORKLOAD_TYPES } from '../../inventory/workloads.ts';
import type { ResourceType } from '../../model/resource-types.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { takeNarrowSnapshot } from '../narrow-snapshot.ts';
import type { SourceOptions } from '../snapshot-source.ts';

/** What a command of `rampart iam` asks about; only that is read from AWS. */
export interface IamReading {
  /** What runs under roles, by which somebody may act as them. */
  readonly workloads?: boolean;
  /** Every resource that has a policy of its own. */
  readonly resourcePolicies?: boolean;
  /** Whatever else lets others in or keeps them out. */
  readonly exposures?: boolean;
}

/** It keeps strangers out whatever a bucket's policy says. */
const BLOCK: ResourceType = 'AWS::S3::AccountPublicAccessBlock';

/** What requests may have to come through, and whose it is. */
const NETWORKS: readonly ResourceType[] = ['AWS::EC2::VPCEndpoint', 'AWS::EC2::VPC'];

/** It leads into buckets that let in CloudFront alone. */
const DISTRIBUTION: ResourceType = 'AWS::CloudFront::Distribution';

const IDENTITIES: readonly ResourceType[] = [
  'AWS::IAM::User',
  'AWS::IAM::Role',
  'AWS::IAM::Group',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::InstanceProfile',
  'AWS::Organizations::Organization',
  'AWS::Organizations::Account',
  'AWS::Organizations::OrganizationalUnit',
  'AWS::Organizations::Root',
  'AWS::Organizations::Policy',
];

/** A snapshot with who is there, what policies say, and what else is asked about. Rejects with `UsageError`. */
export function takeIamSnapshot(options: SourceOptions, reading: IamReading): Promise<Snapshot> {
  const types: ReadonlySet<ResourceType> = new Set([
    ...IDENTITIES,
    ...(reading.workloads ? WORKLOAD_TYPES : []),
    ...(reading.resourcePolicies ? [...RESOURCE_POLICY_TYPES, BLOCK, ...NETWORKS] : []),
    ...(reading.exposures ? ([...EXPOSURE_TYPES, 'AWS::EC2::AccountDefaults', DISTRIBUTION] as const) : []),
  ]);
  return takeNarrowSnapshot(options, types);
}
