import type { User } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';

const EMAIL_TAG = /^(e-?mail([-_ ]?address)?|mail)$/i;

/** Users of other accounts with this user's name or e-mail tag (upper and lower case alike), as far as users were read. */
export function sameUserElsewhere(inventory: Inventory, user: User): readonly User[] {
  const byMark = inventory.derive(sameUserElsewhere, () => usersByMark(inventory));
  const found = marks(user).flatMap((mark) => byMark.get(mark) ?? []);
  return [...new Set(found)].filter((each) => each.account !== user.account);
}

function usersByMark(inventory: Inventory): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  for (const user of inventory.of('AWS::IAM::User'))
    for (const mark of marks(user)) {
      const known = users.get(mark);
      if (known) known.push(user);
      else users.set(mark, [user]);
    }
  return users;
}

function marks(user: User): readonly string[] {
  const emails = Object.entries(user.tags ?? {}).filter(
    ([key, value]) => EMAIL_TAG.test(key) && value.includes('@'),
  );
  return [
    `name ${user.id.toLowerCase()}`,
    ...emails.map(([, value]) => `email ${value.trim().toLowerCase()}`),
  ];
}
