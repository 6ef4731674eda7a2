import type { AccessPointDoor } from './access-point-door.ts';
import type { Stop } from './bucket-exposure.ts';
import type { WayKind } from './way-question.ts';

const BY: Readonly<Record<WayKind, string>> = {
  'bucket-policy': 'of its policy',
  'access-point': 'of the policy of',
  'bucket-acl': 'in its ACL',
  'object-acl': 'in the ACL of an object',
};

/** `statement 1 "Website" of its policy` */
export function grantWords(by: WayKind, grant: string, accessPoint: AccessPointDoor | null): string {
  return `${grant} ${BY[by]}${accessPoint ? ` ${doorWords(accessPoint)}` : ''}`;
}

function doorWords({ type, id }: AccessPointDoor): string {
  return `${type === 'AWS::S3::AccessPoint' ? 'access point' : 'Multi-Region Access Point'} ${id}`;
}

const LAYERS: Readonly<Record<Stop['layer'], string>> = {
  'account-block-public-access': 'of its account',
  'bucket-block-public-access': 'of the bucket',
  'access-point-block-public-access': 'of the access point',
  'object-ownership': 'of Object Ownership',
};

/** `restrictPublicBuckets of its account` */
export function stopWords({ layer, setting }: Stop): string {
  return `${setting} ${LAYERS[layer]}`;
}
