import type { Resource, ResourceOf } from '../../../src/model/resource-types.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';

/** AWS gave the ids of these: they are looked up by the names that the builders of the account gave. */
export function found<Type extends Resource['type']>(
  snapshot: Snapshot,
  account: string,
  type: Type,
  isIt: (resource: ResourceOf<Type>) => boolean,
): ResourceOf<Type> {
  const isOne = (each: Resource): each is ResourceOf<Type> => each.type === type && each.account === account;
  const one = snapshot.resources.filter(isOne).find(isIt);
  if (!one) throw new Error(`${account} has no such ${type}`);
  return one;
}

/** The youngest. */
export function activeKeyOf(snapshot: Snapshot, account: string, userName: string): string {
  const { accessKeys } = found(snapshot, account, 'AWS::IAM::User', ({ id }) => id === userName);
  const keys = accessKeys.status === 'read' ? accessKeys.value : [];
  const active = keys.filter(({ status }) => status === 'Active');
  const [key] = active.toSorted((a, b) => (a.createDate < b.createDate ? 1 : -1));
  if (!key) throw new Error(`${userName} of ${account} has no active key`);
  return key.accessKeyId;
}
