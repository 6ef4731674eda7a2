import type { ActionFacts } from '../../catalogue/action-catalogue.ts';
import { parsePrincipal } from '../../principal.ts';
import { PROTECTIONS, type Protection } from '../../protected-resource.ts';

/** What makes AWS weigh requests for some actions differently, as bits: actions with the same bits are weighed alike. */
export type ActionTraits = number;

/** Takes no resource: policies are asked about the service as a whole. */
export const TAKES_NO_RESOURCE = 1;
/** That service is S3, which is asked about all its buckets. */
export const TAKES_ALL_BUCKETS = 2;
/** Takes a resource of one type or another, or none. */
export const RESOURCE_OPTIONAL = 4;
/** All its resources' ARNs tell their account. */
export const ACCOUNT_TOLD = 8;
/** Everybody may, whatever the policies say. */
export const NEEDS_NO_PERMISSION = 0x10;
/** Is not done to some resources: a bit for each of `PROTECTIONS`. */
const PROTECTED = 0x20;
/** The traits so far matter for every policy, those that follow where principals are named. */
export const OF_IDENTITY_POLICIES = 0x1ff;
/** An identity provider signs the request. */
export const SIGNED_BY_PROVIDER = 0x200;
/** Neither an account's root user nor an anonymous caller may. */
export const NOT_FOR_ROOT = 0x400;
/** The traits so far are all that matters for policies that are asked alone. */
export const OF_POLICIES_ALONE = 0x7ff;
/** Services that have condition keys of their own for accounts. */
export const OF_S3 = 0x800;
export const OF_KMS = 0x1000;
export const OF_STS = 0x2000;
/** The resource control policies of an organization bind it. */
export const BOUND_BY_RCPS = 0x4000;
/** Reads or changes a bucket's policy, from which the account's root user is not locked out. */
export const OF_BUCKET_POLICY = 0x8000;
/** Users and the account's root user may, whatever the policies say. */
export const OPEN_TO_USERS = 0x10000;
export const ALL_TRAITS = 0x1ffff;

/** Facts: null for an action that is not known. */
export function traitsOf(name: string, facts: ActionFacts | null, boundByRcps: boolean): ActionTraits {
  const service = name.slice(0, name.indexOf(':'));
  return (
    resourceTraits(service, facts) |
    protectionTraits(name) |
    (isSignedByProvider(name) ? SIGNED_BY_PROVIDER : 0) |
    (name === 'sts:assumerole' ? NOT_FOR_ROOT : 0) |
    (name === 'sts:getcalleridentity' ? NEEDS_NO_PERMISSION : 0) |
    (service === 's3' ? OF_S3 : 0) |
    (service === 'kms' ? OF_KMS : 0) |
    (service === 'sts' ? OF_STS : 0) |
    (boundByRcps && name !== 'kms:retiregrant' ? BOUND_BY_RCPS : 0) |
    (isOfBucketPolicy(name) ? OF_BUCKET_POLICY : 0) |
    (name === 'sts:getsessiontoken' ? OPEN_TO_USERS : 0)
  );
}

/** In the order of `PROTECTIONS`. */
export function protectionsAmong(traits: ActionTraits): readonly Protection[] {
  return PROTECTIONS.filter((_, index) => traits & (PROTECTED << index));
}

function protectionTraits(name: string): ActionTraits {
  return PROTECTIONS.reduce(
    (bits, { actions }, index) => bits | (actions.has(name) ? PROTECTED << index : 0),
    0,
  );
}

function resourceTraits(service: string, facts: ActionFacts | null): ActionTraits {
  if (!facts) return RESOURCE_OPTIONAL;
  if (facts.resourceTypes.length === 0) return TAKES_NO_RESOURCE | (service === 's3' ? TAKES_ALL_BUCKETS : 0);
  const areTold = facts.resourceTypes.every(({ type }) => type.arns.every((arn) => TELLS_ACCOUNT.test(arn)));
  return (
    (areTold ? ACCOUNT_TOLD : 0) | (facts.resourceTypes.some((type) => type.required) ? 0 : RESOURCE_OPTIONAL)
  );
}

const TELLS_ACCOUNT = /^[^:]*:[^:]*:[^:]*:[^:]*:\$\{Account\}:/;

function isOfBucketPolicy(name: string): boolean {
  return /^s3:(get|put|delete)bucketpolicy$/.test(name);
}

function isSignedByProvider(name: string): boolean {
  return (
    name.startsWith('sts:') && parsePrincipal('accounts.google.com', name, null).kind === 'identity-provider'
  );
}
