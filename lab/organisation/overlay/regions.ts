import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2';

import { labRegions } from '../accounts.ts';
import { everyRegion, globalRecord, type OverlayContext } from './context.ts';
import { type OverlayPatch, type OverlayRecord, patchOf } from './overlay.ts';

const enabled = new Set<string>(labRegions);

/** Three regions instead of moto's whole world, so that account-wide checks stay in sight. */
export const regionPatches = ({ account }: OverlayContext): OverlayPatch[] => [
  patchOf<DescribeRegionsResult, DescribeRegionsRequest>(
    account.id,
    {
      service: 'ec2',
      operation: 'DescribeRegions',
      reason: 'moto enables every region; the organisation has three',
    },
    ({ Regions = [] }, { AllRegions }) => ({
      Regions: Regions.map((region) =>
        enabled.has(region.RegionName ?? '')
          ? { ...region, OptInStatus: 'opt-in-not-required' }
          : { ...region, OptInStatus: 'not-opted-in' },
      ).filter((region) => AllRegions === true || region.OptInStatus !== 'not-opted-in'),
    }),
  ),
];

export function regionRecords(context: OverlayContext): OverlayRecord[] {
  const Regions = labRegions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' }));
  const place = {
    service: 'account',
    operation: 'ListRegions',
    reason: 'moto lacks the call; the organisation has three regions',
  };
  const states = ['ENABLED', 'ENABLED_BY_DEFAULT'];
  return [
    ...everyRegion(context, place, {}, () => ({ Regions })),
    ...everyRegion(context, place, { RegionOptStatusContains: states }, () => ({ Regions })),
    globalRecord(
      context,
      { service: 'account', operation: 'GetContactInformation', reason: 'moto lacks the call' },
      {},
      {
        ContactInformation: {
          FullName: context.name === 'flawed' ? 'Harbourline Freight' : 'Meridian Retail plc',
          AddressLine1: '1 Quay Street',
          City: 'Bristol',
          PostalCode: 'BS1 4RB',
          CountryCode: 'GB',
          PhoneNumber: '+44 117 496 0000',
        },
      },
    ),
  ];
}
