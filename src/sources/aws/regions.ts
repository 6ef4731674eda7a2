import type { Region as AccountRegion } from '@aws-sdk/client-account';
import type { Region as SdkRegion } from '@aws-sdk/client-ec2';
import { mapReading, type Reading, read } from '../../model/reading.ts';
import type { ServiceApi } from './collector.ts';

export interface EnabledRegion {
  readonly region: string;
  readonly optInStatus: string;
}

/** Where a partition keeps its global services (IAM, Organizations, CloudFront). */
const HOME_REGIONS: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

export function homeRegion(partition: string): string {
  return HOME_REGIONS[partition] ?? 'us-east-1';
}

/** The partition whose home region is among these; `aws` where none is. */
export function partitionOf(regions: readonly string[]): string {
  const found = Object.entries(HOME_REGIONS).find(([, home]) => regions.includes(home));
  return found?.[0] ?? 'aws';
}

/**
 * The regions that the account has enabled, by what the account says, never by error text.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export async function enabledRegions(ec2: ServiceApi): Promise<Reading<readonly EnabledRegion[]>> {
  const answer = await ec2.read<{ Regions?: SdkRegion[] }>('DescribeRegions', { AllRegions: true });
  if (answer.status === 'read') return read(fromEc2(answer.value.Regions ?? []));
  const account = ec2.at({ service: 'account' });
  const listed = await account.list<AccountRegion>('ListRegions', { MaxResults: 50 }, 'Regions');
  return listed.gap ? mapReading(answer, () => []) : read(fromAccount(listed.items));
}

function fromEc2(regions: readonly SdkRegion[]): readonly EnabledRegion[] {
  return regions.flatMap(({ RegionName, OptInStatus = 'opt-in-not-required' }) =>
    RegionName && OptInStatus !== 'not-opted-in' ? [{ region: RegionName, optInStatus: OptInStatus }] : [],
  );
}

function fromAccount(regions: readonly AccountRegion[]): readonly EnabledRegion[] {
  return regions.flatMap(({ RegionName, RegionOptStatus }) => {
    if (!RegionName) return [];
    if (RegionOptStatus === 'ENABLED_BY_DEFAULT')
      return [{ region: RegionName, optInStatus: 'opt-in-not-required' }];
    return RegionOptStatus === 'ENABLED' ? [{ region: RegionName, optInStatus: 'opted-in' }] : [];
  });
}
