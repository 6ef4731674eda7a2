import { mapReading, type Reading, read, thenReading, unread } from '../model/reading.ts';
import type { LaunchSettings } from '../model/resources/ec2.ts';
import type { Inventory, Scope } from './inventory.ts';

/** Whether what is launched answers metadata requests without a token (IMDSv1), and what decides it. */
export interface MetadataAtLaunch {
  readonly answersWithoutToken: boolean;
  readonly decidedBy: 'launch settings' | 'account' | 'image' | 'default';
}

/**
 * What launch settings leave open the account's default decides, then the image, then EC2's own default (optional);
 * an account that enforces IMDSv2 launches nothing else.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html#instance-metadata-options-order-of-precedence
 */
export function metadataAtLaunch(
  inventory: Inventory,
  place: Required<Scope>,
  settings: LaunchSettings,
): Reading<MetadataAtLaunch> {
  const own = settings.metadataOptions ?? {};
  const closed = own.httpTokens === 'required' || own.httpEndpoint === 'disabled';
  if (closed) return read({ answersWithoutToken: false, decidedBy: 'launch settings' });
  const defaults = thenReading(
    inventory.one('AWS::EC2::AccountDefaults', place.account, place.region),
    (found) => found.instanceMetadataDefaults,
  );
  return thenReading(defaults, (account): Reading<MetadataAtLaunch> => {
    const endpoint = own.httpEndpoint ?? account.httpEndpoint;
    if (endpoint === 'disabled' || account.httpTokensEnforced === 'enabled') {
      return read({ answersWithoutToken: false, decidedBy: 'account' });
    }
    if (own.httpTokens) return read({ answersWithoutToken: true, decidedBy: 'launch settings' });
    if (account.httpTokens) {
      return read({ answersWithoutToken: account.httpTokens === 'optional', decidedBy: 'account' });
    }
    return mapReading(
      imageSupport(inventory, place, settings),
      (support): MetadataAtLaunch =>
        support === 'v2.0'
          ? { answersWithoutToken: false, decidedBy: 'image' }
          : { answersWithoutToken: true, decidedBy: 'default' },
    );
  });
}

function imageSupport(
  inventory: Inventory,
  place: Required<Scope>,
  { imageId, imageImdsSupport }: LaunchSettings,
): Reading<string | null> {
  if (imageImdsSupport) return imageImdsSupport;
  if (imageId === null) {
    return unread('ec2:DescribeImages', 'NoImage: the launch settings leave the image to the launch');
  }
  return thenReading(inventory.byId('AWS::EC2::Image', imageId, place), (image) =>
    image
      ? read(image.imdsSupport)
      : unread('ec2:DescribeImages', `NotCollected: image ${imageId} belongs to another account`),
  );
}
