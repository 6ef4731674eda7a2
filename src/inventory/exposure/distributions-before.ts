import type { Distribution } from '../../model/resources/edge.ts';
import type { Inventory } from '../inventory.ts';

/** CloudFront distributions, of accounts that were read, that have a bucket as an origin. */
export function distributionsBefore(inventory: Inventory, bucket: string): readonly Distribution[] {
  const byBucket = inventory.derive(distributionsBefore, () => {
    const pairs = inventory
      .of('AWS::CloudFront::Distribution')
      .flatMap((distribution) =>
        distribution.origins.flatMap((origin) =>
          origin.bucket ? [{ name: origin.bucket.name, distribution }] : [],
        ),
      );
    return Map.groupBy(pairs, ({ name }) => name);
  });
  return [...new Set(byBucket.get(bucket)?.map(({ distribution }) => distribution))];
}
