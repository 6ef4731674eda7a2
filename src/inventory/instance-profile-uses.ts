import { arnName, parseArn } from '../model/arn.ts';
import { type Reading, unreadAmong } from '../model/reading.ts';
import type { InstanceProfile } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';

export interface InstanceProfileUses {
  /** Ids of instances, launch templates and launch configurations, the first few. */
  readonly usedBy: readonly string[];
  /** What could show further uses. */
  readonly missing: readonly Reading<unknown>[];
}

const SHOWN_USERS = 5;
const USER_TYPES = [
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
] as const;

/** Who carries an instance profile, or will when launched, in all regions of its account. */
export function instanceProfileUses(inventory: Inventory, profile: InstanceProfile): InstanceProfileUses {
  const { users, missing } = inventory.derive(instanceProfileUses, () => index(inventory));
  const { account } = profile;
  return {
    usedBy: users.get(`${account} ${arnName(profile.arn)}`) ?? [],
    missing: [
      ...USER_TYPES.flatMap((type) => inventory.gaps(type, { account })),
      ...(missing.get(account) ?? []),
    ],
  };
}

interface Index {
  readonly users: ReadonlyMap<string, readonly string[]>;
  readonly missing: ReadonlyMap<string, readonly Reading<unknown>[]>;
}

function index(inventory: Inventory): Index {
  const users = new Map<string, string[]>();
  const note = (account: string, profile: string | null, user: string): void => {
    if (profile !== null) add(users, keyOf(account, profile), user);
  };
  for (const { account, id, iamInstanceProfileArn } of inventory.of('AWS::EC2::Instance')) {
    note(account, iamInstanceProfileArn, id);
  }
  for (const { account, id, settings } of inventory.of('AWS::AutoScaling::LaunchConfiguration')) {
    note(account, settings.iamInstanceProfile, id);
  }
  const templates = inventory.of('AWS::EC2::LaunchTemplate');
  for (const { account, id, versions } of templates) {
    if (versions.status === 'unread') continue;
    for (const version of versions.value) note(account, version.iamInstanceProfile, id);
  }
  const missing = Map.groupBy(
    templates.filter((template) => unreadAmong([template.versions]).length > 0),
    (template) => template.account,
  );
  return {
    users,
    missing: new Map([...missing].map(([account, all]) => [account, all.map((each) => each.versions)])),
  };
}

/** A profile's name is unique in its account, whatever its path. */
function keyOf(account: string, nameOrArn: string): string {
  return `${parseArn(nameOrArn)?.account ?? account} ${arnName(nameOrArn)}`;
}

function add(users: Map<string, string[]>, key: string, user: string): void {
  const known = users.get(key);
  if (!known) users.set(key, [user]);
  else if (known.length < SHOWN_USERS && !known.includes(user)) known.push(user);
}
