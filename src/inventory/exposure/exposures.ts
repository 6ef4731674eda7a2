import type { ResourceExposure } from '../../iam/answers/exposure-answer.ts';
import { BUCKET_OPERATIONS } from '../../iam/exposure/bucket-operation.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import type { Inventory } from '../inventory.ts';
import { policiesOfResource, RESOURCE_POLICY_TYPES, type ResourcePolicy } from '../resource-policies.ts';
import { alikeBuckets } from './alike-buckets.ts';
import { bucketPeople } from './bucket-people.ts';
import { addInsiders, type InsideQuestion } from './insiders.ts';
import type { People } from './people.ts';
import { levelsOf, policyPeople } from './policy-people.ts';
import { publicReadings } from './public-readings.ts';
import { rightsOfResource } from './rights-of-resource.ts';
import type { ActionsOf } from './services.ts';
import { sharedPeople, usesOf } from './shared-people.ts';
import { exposedWebsite } from './website.ts';

/** Roles are for `rampart iam`, and an access point is told of with its bucket. */
const OF_OTHERS = new Set<ResourceType>([
  'AWS::IAM::Role',
  'AWS::S3::AccessPoint',
  'AWS::S3::MultiRegionAccessPoint',
]);

/** In this order. */
export const EXPOSURE_TYPES: readonly ResourceType[] = [
  ...RESOURCE_POLICY_TYPES.filter((type) => !OF_OTHERS.has(type)),
  'AWS::EC2::Snapshot',
  'AWS::EC2::Image',
  'AWS::RDS::DBSnapshot',
];

export interface ExposureQuestion {
  /** Twelve digits each: none of outside. */
  readonly trustedAccounts: readonly string[];
  readonly types: readonly ResourceType[];
  /** An ARN, or AWS's id or name of one resource, whose insiders are told too; null: all. */
  readonly resource: string | null;
}

/** Resources with everybody of outside who gets into them, or might. */
export function exposures(inventory: Inventory, question: ExposureQuestion): readonly ResourceExposure[] {
  const { types, resource, trustedAccounts } = question;
  const asked = types.flatMap((type) => inventory.of(type)).filter((each) => isAsked(each, resource));
  return asked.flatMap((each) =>
    exposuresOf(inventory, each, trustedAccounts, resource !== null).filter(
      ({ people }) => people.length > 0 || resource !== null,
    ),
  );
}

/** Listings of such types that were not read: there may be more. */
export function unlistedExposures(inventory: Inventory, types: readonly ResourceType[]): readonly Unread[] {
  return eachOnce(types.flatMap((type) => inventory.gaps(type)));
}

function isAsked({ arn, id, name }: Resource, asked: string | null): boolean {
  return asked === null || arn === asked || id === asked || name === asked;
}

function exposuresOf(
  inventory: Inventory,
  resource: Resource,
  trusted: readonly string[],
  inFull: boolean,
): readonly ResourceExposure[] {
  if (resource.type === 'AWS::S3::Bucket') {
    const ask = (): ResourceExposure => ofBucket(inventory, resource, trusted, inFull);
    return [inFull ? ask() : alikeBuckets(inventory, trusted).answer(resource, ask)];
  }
  const shared = sharedPeople(inventory, resource, trusted);
  if (shared) {
    const { type, arn, account, region } = resource;
    const found = { type, arn, account, region, policy: NO_POLICY };
    if (inFull) addInside(shared, inventory, resource, found, usesOf(type));
    return [exposureOf(resource, arn, shared)];
  }
  return policiesOfResource(resource).map((found) => {
    const people = policyPeople(inventory, found, trusted);
    if (inFull) addInside(people, inventory, resource, found, levelsOf(found.arn));
    return exposureOf(resource, found.arn, people);
  });
}

const NO_POLICY = { status: 'read', value: null } as const;

function addInside(
  people: People,
  inventory: Inventory,
  resource: Resource,
  found: ResourcePolicy,
  operations: ActionsOf,
): void {
  const rights = Object.entries(operations).map(
    ([operation, actions]) =>
      [operation, actions.flatMap((action) => rightsOfResource(action, found.arn))] as const,
  );
  addInsiders(people, inventory, { found, tags: resource.tags ?? null, rights: Object.fromEntries(rights) });
}

function ofBucket(
  inventory: Inventory,
  bucket: Bucket,
  trusted: readonly string[],
  inFull: boolean,
): ResourceExposure {
  const people = bucketPeople(inventory, bucket, trusted);
  if (inFull)
    addInsiders(people, inventory, {
      found: bucket,
      tags: bucket.tags ?? null,
      rights: rightsOnBucket(bucket.arn),
    });
  const of = exposureOf(bucket, bucket.arn, people);
  const website = exposedWebsite(inventory, bucket);
  return { ...of, ...publicReadings(inventory, bucket, of.people, inFull), website };
}

function rightsOnBucket(arn: string): InsideQuestion['rights'] {
  const asked = Object.entries(BUCKET_OPERATIONS).map(([operation, { actions }]) => {
    const rights = actions.map((action) => ({
      action,
      resource: OF_OBJECTS.test(action) ? `${arn}/*` : arn,
    }));
    return [operation, rights] as const;
  });
  return Object.fromEntries(asked);
}

const OF_OBJECTS = /Object/;

function exposureOf({ type, account, region }: Resource, arn: string, people: People): ResourceExposure {
  return {
    type,
    arn,
    account,
    region,
    operations: people.operations,
    people: people.all(),
    aws: null,
    difference: null,
    website: null,
  };
}
