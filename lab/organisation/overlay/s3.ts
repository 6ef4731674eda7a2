import { createHash } from 'node:crypto';

import type {
  GetBucketAclCommandOutput,
  GetBucketRequestPaymentCommandOutput,
  GetBucketVersioningCommandOutput,
  ListBucketsCommandOutput,
} from '@aws-sdk/client-s3';

import type { ListAccessPointsCommandOutput } from '@aws-sdk/client-s3-control';

import type { OverlayContext } from './context.ts';
import { type OverlayPatch, type Place, patchOf } from './overlay.ts';

const place = (operation: string, reason: string): Place => ({ service: 's3', operation, reason });

/** moto's one canonical id, for every account. */
const MOTO_OWNER = '75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a';

export function s3Patches({ account, name }: OverlayContext): OverlayPatch[] {
  const ID = createHash('sha256').update(`canonical id of ${account.id}`).digest('hex');
  const owner = { ID };
  const sameOwner =
    'moto gives all accounts one canonical id, which would make cross-account grants look like own ones';
  return [
    patchOf<ListBucketsCommandOutput>(account.id, place('ListBuckets', sameOwner), (answer) => ({
      ...answer,
      Owner: owner,
    })),
    patchOf<GetBucketAclCommandOutput>(account.id, place('GetBucketAcl', sameOwner), (answer) => ({
      ...answer,
      Owner: owner,
      Grants: answer.Grants?.map((grant) =>
        grant.Grantee?.ID === MOTO_OWNER ? { ...grant, Grantee: { ...grant.Grantee, ID } } : grant,
      ),
    })),
    patchOf<ListAccessPointsCommandOutput>(
      account.id,
      {
        service: 's3-control',
        operation: 'ListAccessPoints',
        reason: 'moto lists access points in every region, AWS in their own',
      },
      (answer, _input, { region }) => ({
        ...answer,
        AccessPointList: answer.AccessPointList?.filter(
          (each) => each.AccessPointArn?.split(':')[3] === region,
        ),
      }),
    ),
    patchOf<GetBucketRequestPaymentCommandOutput>(
      account.id,
      place('GetBucketRequestPayment', 'moto does not know who pays'),
      (answer) => ({ ...answer, Payer: 'BucketOwner' }),
    ),
    patchOf<GetBucketVersioningCommandOutput>(
      account.id,
      place('GetBucketVersioning', 'moto does not keep MFA delete'),
      (answer) => (name === 'flawed' ? answer : { ...answer, MFADelete: 'Enabled' }),
    ),
  ];
}
