import { SEVERITIES } from '../../../model/finding.ts';
import { type PackedReport, SHOWN_STATUSES } from '../packed-report.ts';

export const FACET_NAMES = [
  'status',
  'severity',
  'practice',
  'account',
  'region',
  'type',
  'check',
  'call',
  'control',
  'rule',
  'resource',
] as const;
export type FacetName = (typeof FACET_NAMES)[number];

/** Those whose keys stand beside the list; the others, of too many keys, are picked by a detail's or a link's choice. */
export const LISTED_FACETS = [
  'status',
  'severity',
  'practice',
  'account',
  'region',
  'type',
  'check',
  'call',
] as const satisfies readonly FacetName[];
export type ListedFacet = (typeof LISTED_FACETS)[number];

/** A way to divide the findings. Each has one code; a code stands for any number of keys, mostly one. */
export interface Facet {
  readonly name: FacetName;
  readonly keys: readonly string[];
  /** By row. */
  readonly codes: Int32Array;
  /** By code, indexes into `keys`; null: a code is its key's index. */
  readonly keysOf: readonly (readonly number[])[] | null;
}

export type Facets = Readonly<Record<FacetName, Facet>>;

export function facetsOf({ checks, findings, ...packed }: PackedReport): Facets {
  const codes = (column: readonly number[]): Int32Array => Int32Array.from(column);
  const check = codes(findings.check);
  const resource = codes(findings.resource);
  const plain = (name: FacetName, keys: readonly string[], column: Int32Array): Facet => ({
    name,
    keys,
    codes: column,
    keysOf: null,
  });
  /** Each code has one key: rows are given the key's index at once, so that no count goes by way of the codes. */
  const renamed = (name: FacetName, column: Int32Array, keyOf: readonly string[]): Facet => {
    const { keys, indexOf } = distinct(keyOf);
    const indexes = Int32Array.from(keyOf, indexOf);
    return plain(
      name,
      keys,
      column.map((code) => indexes[code] ?? 0),
    );
  };
  const keyed = (name: FacetName, column: Int32Array, lists: readonly (readonly string[])[]): Facet => {
    const { keys, indexOf } = distinct(lists.flat());
    return { name, keys, codes: column, keysOf: lists.map((list) => list.map(indexOf)) };
  };
  const callsOf = (list: readonly number[]): readonly string[] => [
    ...new Set(list.map((gap) => packed.gaps[gap]?.call ?? '')),
  ];
  return {
    status: plain('status', SHOWN_STATUSES, codes(findings.status)),
    severity: plain('severity', SEVERITIES, codes(findings.severity)),
    practice: renamed(
      'practice',
      check,
      checks.map((each) => String(each.practice)),
    ),
    account: plain('account', packed.accounts, codes(findings.account)),
    region: plain('region', packed.regions, codes(findings.region)),
    type: renamed(
      'type',
      resource,
      packed.resources.map(([type]) => packed.types[type] ?? ''),
    ),
    check: plain(
      'check',
      checks.map((each) => each.id),
      check,
    ),
    call: keyed('call', codes(findings.gapList), packed.gapLists.map(callsOf)),
    control: keyed('control', codes(findings.controlList), packed.controlLists),
    rule: keyed('rule', ruleCodes(findings), [[], ...packed.suppressions.map((each) => [each.rule])]),
    resource: renamed(
      'resource',
      resource,
      packed.resources.map(([, arn]) => arn),
    ),
  };
}

function distinct(texts: readonly string[]): {
  readonly keys: readonly string[];
  readonly indexOf: (key: string) => number;
} {
  const keys = [...new Set(texts)];
  const indexes = new Map(keys.map((key, index) => [key, index]));
  return { keys, indexOf: (key) => indexes.get(key) ?? 0 };
}

/** 0: nothing suppresses it; else the suppression's index and 1. */
function ruleCodes({ id, suppressedBy }: PackedReport['findings']): Int32Array {
  const codes = new Int32Array(id.length);
  for (const [row, suppression] of suppressedBy) codes[row] = suppression + 1;
  return codes;
}

/** Which codes stand for one of these keys; null: every code, since nothing is picked. */
export function allowedCodes(facet: Facet, picked: readonly string[]): Uint8Array | null {
  if (picked.length === 0) return null;
  const wanted = new Set(picked);
  const isWanted = facet.keys.map((key) => wanted.has(key));
  const allowed = facet.keysOf?.map((keys) => keys.some((key) => isWanted[key])) ?? isWanted;
  return Uint8Array.from(allowed, Number);
}

/** Counts by code to counts by key. */
export function countsByKey({ keys, keysOf }: Facet, byCode: Int32Array): Int32Array {
  if (keysOf === null) return byCode;
  const counts = new Int32Array(keys.length);
  keysOf.forEach((list, code) => {
    for (const key of list) counts[key] = (counts[key] ?? 0) + (byCode[code] ?? 0);
  });
  return counts;
}

/** By code, the first key that it stands for; one past the last key where it stands for none. */
export function firstKeys({ keys, keysOf }: Facet): Int32Array {
  return keysOf === null
    ? Int32Array.from(keys, (_, index) => index)
    : Int32Array.from(keysOf, ([first]) => first ?? keys.length);
}
