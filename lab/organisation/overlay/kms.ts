import type { DescribeKeyResponse } from '@aws-sdk/client-kms';

import type { OverlayContext } from './context.ts';
import { type OverlayPatch, patchOf } from './overlay.ts';

/** The keys that AWS makes for its services, such as aws/ebs. */
export const kmsPatches = ({ account }: OverlayContext): OverlayPatch[] => [
  patchOf<DescribeKeyResponse>(
    account.id,
    { service: 'kms', operation: 'DescribeKey', reason: "moto calls AWS's own keys the customer's" },
    ({ KeyMetadata: key }) => ({
      KeyMetadata: key?.Description === 'Default key' ? { ...key, KeyManager: 'AWS' } : key,
    }),
  ),
];
