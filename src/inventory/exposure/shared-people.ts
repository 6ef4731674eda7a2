import type { AccessWay, ExposureStop } from '../../iam/answers/exposure-answer.ts';
import { parseArn } from '../../model/arn.ts';
import { type Reading, type Unread, unreadAmong } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { Inventory } from '../inventory.ts';
import { outsideGrantees } from '../outside-grantees.ts';
import { OTHERS } from './outside-person.ts';
import { ANY_ACCOUNT, People } from './people.ts';
import type { ActionsOf } from './services.ts';

const USE = 'copy';

/**
 * What its own accounts need to make use of one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
const USES: Partial<Readonly<Record<ResourceType, readonly string[]>>> = {
  'AWS::EC2::Snapshot': ['ec2:CopySnapshot', 'ec2:CreateVolume', 'ebs:GetSnapshotBlock'],
  'AWS::EC2::Image': ['ec2:CopyImage', 'ec2:RunInstances'],
  'AWS::RDS::DBSnapshot': ['rds:CopyDBSnapshot', 'rds:RestoreDBInstanceFromDBSnapshot'],
};

export function usesOf(type: ResourceType): ActionsOf {
  return { [USE]: USES[type] ?? [] };
}

/** Whom images and snapshots are shared with, whose owners are those that were read; null: it is none of them. */
export function sharedPeople(
  inventory: Inventory,
  resource: Resource,
  trusted: readonly string[],
): People | null {
  const shared = sharedWith(inventory, resource);
  const owner = parseArn(resource.arn)?.account;
  if (!shared || (owner && owner !== resource.account)) return null;
  const { grantees, block } = shared;
  const people = new People([USE]);
  if (grantees.status === 'unread') {
    people.addUnknown(OTHERS, USE, [grantees]);
    return people;
  }
  for (const { grantee, name, doubt } of outsideGrantees(
    inventory,
    resource.account,
    grantees.value,
    trusted,
  )) {
    const isAll = grantee === 'all';
    const way: AccessWay = {
      by: 'sharing',
      grant: `its sharing with ${name}`,
      where: '',
      accessPoint: null,
      vpcEndpoint: null,
      request: null,
      stoppedBy: isAll && block.isOn ? block.stops : [],
      wouldStop: isAll && !block.isOn ? block.stops : [],
    };
    const doubts = [...(doubt ? [doubt] : []), ...(isAll ? block.doubts : [])];
    const kind = grantee.startsWith('arn:') ? 'organization' : 'account';
    people.add(isAll ? ANY_ACCOUNT : { kind, name }, USE, way, doubts);
  }
  return people;
}

interface Shared {
  readonly grantees: Reading<readonly string[]>;
  readonly block: {
    readonly stops: readonly ExposureStop[];
    readonly isOn: boolean;
    readonly doubts: readonly Unread[];
  };
}

const NO_BLOCK: Shared['block'] = { stops: [], isOn: false, doubts: [] };

function sharedWith(inventory: Inventory, resource: Resource): Shared | null {
  const { type, account, region } = resource;
  if (type === 'AWS::EC2::Image') return { grantees: resource.launchPermissions, block: NO_BLOCK };
  if (type === 'AWS::RDS::DBSnapshot') return { grantees: resource.restoreAccounts, block: NO_BLOCK };
  if (type !== 'AWS::EC2::Snapshot') return null;
  return { grantees: resource.createVolumePermissions, block: blockOf(inventory, account, region) };
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html */
function blockOf(inventory: Inventory, account: string, region: string): Shared['block'] {
  const defaults = inventory.one('AWS::EC2::AccountDefaults', account, region);
  const blocked = defaults.status === 'read' ? defaults.value.snapshotBlockPublicAccess : defaults;
  const isAll = blocked.status === 'read' && blocked.value === 'block-all-sharing';
  return {
    stops: [
      { layer: 'snapshot-block-public-access', setting: 'block-all-sharing', of: `${account} ${region}` },
    ],
    isOn: isAll,
    doubts: unreadAmong([blocked]),
  };
}
