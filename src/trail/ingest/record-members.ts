import { EVENT_COLUMNS } from '../event-columns.ts';
import { placeOf } from './event-table.ts';
import { MUST_BE } from './record-rules.ts';

export type Members = Map<string, Member>;

/** A member of a record that is read, or of what lies in one. */
export interface Member {
  /** Of the column that it is, if it is one. */
  column: number;
  isJson: boolean;
  /** What is read of its own members. */
  readonly members: Members;
  readonly must: 'text' | 'object' | null;
}

/** What is read of a record. */
export function recordMembers(): Members {
  const root: Members = new Map();
  for (const { name, path, isJson } of EVENT_COLUMNS) {
    let [members, last]: [Members, Member | null] = [root, null];
    for (const step of path?.split('.') ?? []) {
      last = memberOf(members, step, members === root ? (MUST_BE[step] ?? null) : null);
      members = last.members;
    }
    if (last) Object.assign(last, { column: placeOf(name), isJson });
  }
  return root;
}

function memberOf(members: Members, name: string, must: Member['must']): Member {
  const known = members.get(name);
  if (known) return known;
  const member = { column: -1, isJson: false, members: new Map(), must };
  members.set(name, member);
  return member;
}
