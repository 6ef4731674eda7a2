import { arnName, parseArn } from '../../model/arn.ts';
import type { TouchedResource } from '../../model/trail-change.ts';

/** Of IAM events name users, roles and groups without the path that their ARNs have; a name is theirs alone. */
const IAM_KINDS: Readonly<Record<string, string>> = {
  'AWS::IAM::User': 'user',
  'AWS::IAM::Role': 'role',
  'AWS::IAM::Group': 'group',
  'AWS::IAM::ManagedPolicy': 'policy',
  'AWS::IAM::InstanceProfile': 'instance-profile',
  'AWS::IAM::ServerCertificate': 'server-certificate',
};

/** What an ARN is found by. */
export function keysOfArn(arn: string): readonly string[] {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'iam' || !parsed.resource.includes('/')) return [arn];
  const [kind = ''] = parsed.resource.split('/', 1);
  return [arn, iamKey(parsed.account, kind, arnName(arn))];
}

export function iamKey(account: string, kind: string, name: string): string {
  return `iam ${account} ${kind} ${name}`;
}

/**
 * Where the ARN holds more than the event tells: a type's id in an account and a region. An account is nobody else's: its
 * organisation's management account changes it, too.
 */
export function placedKey(type: string, id: string, account: string, region: string): string {
  if (type === 'AWS::::Account') return `${type} ${id}`;
  return `${type} ${account} ${region} ${id}`;
}

/** An id of EC2's, or the name of a bucket, is nobody else's: evidence may have it bare. */
export function bareKey(id: string): string {
  return `bare ${id}`;
}

const OWN_IDS = /^[a-z]+-[0-9a-f]{8,17}$/;

/** What a resource that an event touched is looked up by; the account and the region are the event's. */
export function keysOfTouched(
  { type, id, arn }: TouchedResource,
  account: string,
  region: string,
): readonly string[] {
  const bare = type === 'AWS::S3::Bucket' || OWN_IDS.test(id) ? [bareKey(id)] : [];
  if (arn !== null) return [...keysOfArn(arn), ...bare];
  if (type === null) return bare;
  const kind = IAM_KINDS[type];
  if (kind !== undefined) return [iamKey(account, kind, id)];
  return [placedKey(type, id, account, region), ...bare];
}

/** `iam` of `AWS::IAM::User`. */
export function serviceOfTouched({ type, arn }: TouchedResource): string {
  return (arn === null ? null : parseArn(arn)?.service) ?? type?.split('::')[1]?.toLowerCase() ?? '';
}
