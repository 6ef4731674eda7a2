import { isSame, QUOTE, sumOf } from './bytes';

/** Of a member's value: it must be a text, or an object, if it is anything; it is kept as JSON; it is read. */
export const MUST_BE_TEXT: i32 = 1;
export const MUST_BE_OBJECT: i32 = 2;
export const IS_JSON: i32 = 4;
export const IS_READ: i32 = 8;

/** A member of a record, or of what lies in one. */
@unmanaged
export class Member {
  name: usize;
  length: i32;
  /** -1: it is none. */
  column: i32;
  flags: i32;
  /** The number of the record that it was last met in. */
  seen: i32;
  /** What came after it last time. */
  next: Member | null;
  /** The next of the same object, by sums of names. */
  other: Member | null;
  members: Members;
}

const LISTS: u32 = 64;
/** So many that nothing is read of are known, with names not longer than this. */
const MOST_MEMBERS = 1000;
export const LONGEST_NAME: usize = 64;

/** The members of an object. */
@unmanaged
export class Members {
  lists: usize;
  count: i32;

  /** Null: it is not known. */
  named(start: usize, length: i32): Member | null {
    let member = load<Member | null>(this.listOf(start, length));
    while (member != null) {
      if (member.length == length && isSame(member.name, start, length)) return member;
      member = member.other;
    }
    return null;
  }

  /** The one of that name, which is kept for good; null: there are too many, or it is too long. */
  add(start: usize, length: i32): Member | null {
    const known = this.named(start, length);
    if (known != null || this.count == MOST_MEMBERS || (length as usize) > LONGEST_NAME) return known;
    this.count += 1;
    const member = changetype<Member>(heap.alloc(offsetof<Member>()));
    member.name = heap.alloc((length as usize) + 16);
    memory.copy(member.name, start, length as usize);
    member.length = length;
    member.column = -1;
    member.flags = 0;
    member.seen = -1;
    member.next = null;
    member.members = newMembers();
    const list = this.listOf(start, length);
    member.other = load<Member | null>(list);
    store<Member | null>(list, member);
    return member;
  }

  private listOf(start: usize, length: i32): usize {
    return this.lists + (((sumOf(start, length) & (LISTS - 1)) as usize) << 2);
  }
}

export function newMembers(): Members {
  const members = changetype<Members>(heap.alloc(offsetof<Members>()));
  members.lists = heap.alloc(LISTS << 2);
  memory.fill(members.lists, 0, LISTS << 2);
  members.count = 0;
  return members;
}

/** Whether the name of the one that came here last time stands there before a quote. */
export function isNamed(member: Member, start: usize): bool {
  const length = member.length;
  return load<u8>(start + (length as usize)) == QUOTE && isSame(member.name, start, length);
}
