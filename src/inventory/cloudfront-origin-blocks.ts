import { allRead, mapReading, type Reading, read } from '../model/reading.ts';
import type { Inventory } from './inventory.ts';

/**
 * From where CloudFront asks origins, as AWS's managed prefix lists of a region tell; none: no list was there.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
 */
export function cloudFrontOriginBlocks(
  inventory: Inventory,
  place: { readonly account: string; readonly region: string },
): Reading<readonly string[]> {
  const lists = inventory.all('AWS::EC2::PrefixList', place);
  if (lists.status === 'unread') return lists;
  const own = lists.value.filter(({ prefixListName }) => ORIGIN_FACING.test(prefixListName));
  return own.length === 0
    ? read([])
    : mapReading(allRead(own.map(({ cidrs }) => cidrs)), (all) => all.flat());
}

const ORIGIN_FACING = /^com\.amazonaws\.global\.(ipv6\.)?cloudfront\.origin-facing$/;
