import type { LazyItems, Listing } from './organisation.ts';
import { isMembers, type Members } from './shape.ts';

/**
 * Route 53 pages record sets by where the next page starts, not by a token.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
export type RecordSetStart = {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly identifier?: unknown;
  readonly limit?: unknown;
};

const mostPerPage = 300;

/** The input without its place to start, and that place. */
export function splitStart(input: Members): { readonly start: RecordSetStart; readonly rest: Members } {
  const { StartRecordName, StartRecordType, StartRecordIdentifier, MaxItems, ...rest } = input;
  return {
    start: {
      name: StartRecordName,
      type: StartRecordType,
      identifier: StartRecordIdentifier,
      limit: MaxItems,
    },
    rest,
  };
}

export function recordSetPage(output: Members, listings: readonly Listing[], start: RecordSetStart): Members {
  const sets = itemsOf(output, listings);
  const from = start.name === undefined ? 0 : sets.findIndex((set) => isMembers(set) && startsAt(set, start));
  const size = Math.min(Number(start.limit ?? mostPerPage), mostPerPage);
  const end = from < 0 ? sets.length : from + size;
  const next = sets[end];
  const { NextRecordName: _name, NextRecordType: _type, NextRecordIdentifier: _identifier, ...rest } = output;
  const page = {
    ...rest,
    ResourceRecordSets: from < 0 ? [] : sets.slice(from, end),
    IsTruncated: next !== undefined,
  };
  return isMembers(next) ? { ...page, ...nextStart(next) } : page;
}

function itemsOf(output: Members, listings: readonly Listing[]): readonly unknown[] {
  const lazy: LazyItems | undefined = listings[0]?.items;
  if (lazy !== undefined) return lazy.slice(0, lazy.length);
  return Array.isArray(output['ResourceRecordSets']) ? output['ResourceRecordSets'] : [];
}

const fits = (wanted: unknown, actual: unknown): boolean => wanted === undefined || wanted === actual;

function startsAt(set: Members, start: RecordSetStart): boolean {
  return (
    fits(start.name, set['Name']) &&
    fits(start.type, set['Type']) &&
    fits(start.identifier, set['SetIdentifier'])
  );
}

function nextStart(set: Members): Members {
  const { Name, Type, SetIdentifier } = set;
  const start = { NextRecordName: Name, NextRecordType: Type };
  return SetIdentifier === undefined ? start : { ...start, NextRecordIdentifier: SetIdentifier };
}
