import { globMatches } from '../../../model/glob.ts';
import { conditionsOf, type MuteConditions, named, REGIONS, regionsOf, shown } from './mute-conditions.ts';
import type { Exceptions, MuteEntry } from './mutelist.ts';
import { globsOf, NoGlob } from './prowler-pattern.ts';

/** That some of Prowler's checks are muted alike in an account. */
export interface MuteClaim extends MuteConditions {
  /** Null: every account. */
  readonly account: string | null;
  readonly prowlerIds: readonly string[];
  /** Every check is muted, those that are still to come, too. */
  readonly everyCheck: boolean;
  readonly lines: readonly string[];
  readonly descriptions: readonly string[];
}

/** What is not taken over, and why. */
export interface LeftOut {
  readonly line: string;
  readonly why: string;
}

export interface MuteClaims {
  readonly claims: readonly MuteClaim[];
  readonly leftOut: readonly LeftOut[];
}

/** Prowler's checks of these ids by the entries, in the entries' order; entries that mute alike are one claim. */
export function muteClaims(entries: readonly MuteEntry[], known: readonly string[]): MuteClaims {
  const leftOut: LeftOut[] = [];
  const claims: MuteClaim[] = [];
  for (const ofAccount of Map.groupBy(entries, (each) => each.account).values()) {
    const exceptions = new Map<string, readonly Exceptions[]>();
    for (const entry of ofAccount) {
      const leaveOut = (why: string): number => leftOut.push({ line: entry.line, why });
      try {
        remember(exceptions, entry, known);
        claims.push(...claimsOf(entry, idsOf(entry, known), exceptions, leaveOut));
      } catch (error) {
        if (!(error instanceof NoGlob)) throw error;
        leaveOut(error.message);
      }
    }
  }
  return { claims: merged(claims), leftOut };
}

/** Prowler's checks that the entry is about; never none. */
function idsOf({ account, check }: MuteEntry, known: readonly string[]): readonly string[] {
  if (account !== '*' && !/^\d{12}$/.test(account))
    throw new NoGlob(`${shown(account)} is neither an account id nor "*": it mutes nothing`);
  const ids = matching(check, known);
  if (ids.length === 0) throw new NoGlob(`Rampart has no check that answers to ${shown(check)}`);
  return ids;
}

function matching(check: string, known: readonly string[]): readonly string[] {
  if (check === '*') return known;
  const pattern = check.replace(/^lambda/, 'awslambda'); // as Prowler does, which once called them so
  const globs = named('check', pattern, globsOf);
  return known.filter((id) => id === pattern || globs.some((glob) => globMatches(glob, id)));
}

/**
 * An exception ends Prowler's search: what stands behind it in the same account mutes nothing either. Where nobody
 * can tell which checks an entry is about, its exceptions are for all.
 */
function remember(
  exceptions: Map<string, readonly Exceptions[]>,
  { check, exceptions: own }: MuteEntry,
  known: readonly string[],
): void {
  if (Object.values(own).every((list) => list.length === 0)) return;
  for (const id of orAll(() => matching(check, known), known))
    exceptions.set(id, [...(exceptions.get(id) ?? []), own]);
}

function orAll<T>(some: () => T, all: T): T {
  try {
    return some();
  } catch (error) {
    if (error instanceof NoGlob) return all;
    throw error;
  }
}

function claimsOf(
  entry: MuteEntry,
  ids: readonly string[],
  exceptions: ReadonlyMap<string, readonly Exceptions[]>,
  leaveOut: (why: string) => void,
): readonly MuteClaim[] {
  const { account, check, line, description } = entry;
  const conditions = conditionsOf(entry);
  const base = {
    account: account === '*' ? null : account,
    lines: [line],
    descriptions: description === null ? [] : [description],
  };
  const excepted = Map.groupBy(ids, (id) => JSON.stringify(exceptions.get(id) ?? []));
  return [...excepted].flatMap(([key, prowlerIds]) => {
    try {
      const regions = withoutExcepted(conditions.regions, account, JSON.parse(key) as readonly Exceptions[]);
      const everyCheck = check === '*' && excepted.size === 1 && regions === conditions.regions;
      return [{ ...base, ...conditions, regions, prowlerIds, everyCheck }];
    } catch (error) {
      if (!(error instanceof NoGlob)) throw error;
      leaveOut(
        prowlerIds.length < ids.length ? `of ${prowlerIds.join(', ')}: ${error.message}` : error.message,
      );
      return [];
    }
  });
}

/** Of the exceptions only those for regions can be said by a rule: by the regions that are left. */
function withoutExcepted(
  regions: readonly string[] | null,
  account: string,
  exceptions: readonly Exceptions[],
): readonly string[] | null {
  return exceptions.reduce<readonly string[] | null>(
    (left, { Accounts = [], Regions = [], Resources = [], Tags = [] }) => {
      if (Accounts.length > 0) {
        if (account === '*') throw new NoGlob('it excepts accounts, and a rule cannot');
        const globs = Accounts.flatMap((each) => named('account', each, globsOf));
        if (!globs.some((glob) => globMatches(glob, account))) return left;
      }
      if (Resources.length > 0) throw new NoGlob('it excepts resources, and a rule cannot');
      if (Tags.length > 0) throw new NoGlob('it excepts tags, and a rule cannot');
      const excepted = Regions.length > 0 ? (regionsOf(Regions) ?? REGIONS) : REGIONS;
      const rest = (left ?? REGIONS).filter((each) => !excepted.includes(each));
      if (rest.length === 0) throw new NoGlob('it, or an entry before it, excepts all that it mutes');
      return rest;
    },
    regions,
  );
}

function merged(claims: readonly MuteClaim[]): readonly MuteClaim[] {
  const alike = Map.groupBy(claims, ({ account, regions, resources, tags }) =>
    JSON.stringify([account, regions, resources, tags]),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const every = <T>(list: (claim: MuteClaim) => readonly T[]): readonly T[] => [
      ...new Set(group.flatMap(list)),
    ];
    return [
      {
        ...first,
        prowlerIds: every((each) => each.prowlerIds),
        everyCheck: group.some((each) => each.everyCheck),
        lines: every((each) => each.lines),
        descriptions: every((each) => each.descriptions),
      },
    ];
  });
}
