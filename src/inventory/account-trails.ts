import type { Unread } from '../model/reading.ts';
import type { Account } from '../model/resources/account.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import type { Inventory } from './inventory.ts';
import type { TrailState } from './trail-state.ts';

export interface AccountTrails {
  readonly trails: readonly Trail[];
  /** Listings that are missing before these are known to be all of the account's multi-region trails. */
  readonly gaps: readonly Unread[];
}

/**
 * The trails that may record what happens in an account: its own and its organisation's. Any region tells all
 * multi-region trails, so regions that were left out hide trails of single regions only.
 */
export function accountTrails(inventory: Inventory, account: Account): AccountTrails {
  return inventory.derive(`trails of ${account.account}`, () => {
    const scopes = account.regions.map((region) => ({ account: account.account, region }));
    const seen = scopes.flatMap((scope) => {
      const listed = inventory.all('AWS::CloudTrail::Trail', scope);
      return listed.status === 'read' ? listed.value : [];
    });
    const gaps = (scopes.length > 0 ? scopes : [{ account: account.account }]).flatMap((scope) =>
      inventory.gaps('AWS::CloudTrail::Trail', scope),
    );
    return { trails: seen.map((each) => bestCopy(inventory, each)), gaps };
  });
}

/** The owner's copy where it was read: members of an organisation may not be told everything about its trail. */
function bestCopy(inventory: Inventory, seen: Trail): Trail {
  const owners = inventory.grouped('AWS::CloudTrail::Trail', 'arn').get(seen.arn)?.[0] ?? seen;
  if (owners === seen) return seen;
  return {
    ...owners,
    trailStatus:
      toldInFull(seen) && owners.trailStatus.status === 'unread' ? seen.trailStatus : owners.trailStatus,
    selectors: owners.selectors.status === 'read' ? owners.selectors : seen.selectors,
    insightTypes: owners.insightTypes.status === 'read' ? owners.insightTypes : seen.insightTypes,
  };
}

/** What a member is not told of a delivery would read as "never". */
function toldInFull({ trailStatus }: Trail): boolean {
  return trailStatus.status === 'read' && trailStatus.value.latestDeliveryTime !== null;
}

export interface TrailSearch {
  /** The first trail without a fault. */
  readonly found: Trail | null;
  /** What might still show that there is one. */
  readonly unread: readonly Unread[];
  readonly faulty: readonly { readonly trail: Trail; readonly faults: readonly string[] }[];
}

/** Looks for a trail that does what is asked of it. */
export function searchTrails(
  { trails, gaps }: AccountTrails,
  judge: (trail: Trail) => TrailState,
): TrailSearch {
  const judged = trails.map((trail) => ({ trail, ...judge(trail) }));
  const possible = judged.filter((each) => each.faults.length === 0);
  const found = possible.find((each) => each.unread.length === 0)?.trail ?? null;
  return {
    found,
    unread: found ? [] : [...possible.flatMap((each) => each.unread), ...gaps],
    faulty: judged.filter((each) => each.faults.length > 0),
  };
}

/** The multi-region trails of a trail's account, but for itself: what one leaves out another may record. */
export function otherTrails(inventory: Inventory, trail: Trail): AccountTrails {
  const account = inventory.accounts.find((each) => each.account === trail.account);
  if (!account) return { trails: [], gaps: inventory.gaps('AWS::CloudTrail::Trail', trail) };
  const { trails, gaps } = accountTrails(inventory, account);
  return { trails: trails.filter((each) => each.isMultiRegionTrail && each.arn !== trail.arn), gaps };
}
