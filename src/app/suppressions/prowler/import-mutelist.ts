import { GLOBAL_REGION } from '../../../model/resource.ts';
import { CATALOGUE } from '../../../practices/catalogue.ts';
import type { YamlFile } from '../../yaml-file.ts';
import { type LeftOut, type MuteClaim, muteClaims } from './mute-claims.ts';
import { shown } from './mute-conditions.ts';
import { muteEntries } from './mutelist.ts';
import { likenessOf } from './prowler-likeness.ts';

/** A suppression rule as its file has it. */
export interface ImportedRule {
  readonly check: readonly string[];
  readonly account?: string;
  readonly region?: readonly string[];
  readonly resource?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly reason: string;
}

export interface Imported {
  readonly entries: number;
  readonly rules: readonly { readonly rule: ImportedRule; readonly lines: readonly string[] }[];
  readonly leftOut: readonly LeftOut[];
}

export interface ImportOptions {
  /** The region of Prowler's profile, in which it reports what has none; absent: not known. */
  readonly prowlerRegion?: string;
}

/** Our checks with Prowler's names for them. */
const ANSWERS = CATALOGUE.map(({ id, equivalents }) => ({
  check: id,
  prowlerIds: equivalents
    .filter((each) => each.startsWith('prowler:'))
    .map((each) => each.slice('prowler:'.length)),
})).filter(({ prowlerIds }) => prowlerIds.length > 0);

const OWN_CHECKS = `not for the ${CATALOGUE.length - ANSWERS.length} checks that Prowler lacks: a rule without \`check\` would hide those, too`;

/**
 * Rules that hide no more than Prowler's mute list mutes. A check of ours is suppressed only where every one of
 * Prowler's that it answers is muted; what a rule cannot say is left out, and named.
 */
export function importMutelist(file: YamlFile, options: ImportOptions = {}): Imported {
  const entries = muteEntries(file);
  const { claims, leftOut } = muteClaims(entries, [...new Set(ANSWERS.flatMap((each) => each.prowlerIds))]);
  const repeated = file.repeated.map(({ line, key }) => ({
    line,
    why: `the key ${shown(key)} stands again further down, and Prowler takes the last alone`,
  }));
  const taken = claims.map((claim) => rulesOf(claim, options));
  return {
    entries: entries.length,
    rules: taken.flatMap(({ rules }, index) =>
      rules.map((rule) => ({ rule, lines: claims[index]?.lines ?? [] })),
    ),
    leftOut: [...repeated, ...leftOut, ...taken.flatMap((each) => each.leftOut)].toSorted(
      (a, b) => numberOf(a) - numberOf(b),
    ),
  };
}

/** Of its line, the first where there are several. */
function numberOf({ line }: LeftOut): number {
  return Number(/:(\d+)(?:,|$)/.exec(line)?.[1]);
}

interface Taken {
  readonly rules: readonly ImportedRule[];
  readonly leftOut: readonly LeftOut[];
}

function rulesOf(claim: MuteClaim, { prowlerRegion }: ImportOptions): Taken {
  const whole = claim.everyCheck && claim.resources === null && claim.tags === null;
  if (whole && claim.regions === null && claim.account === null)
    return {
      rules: [],
      leftOut: [{ line: claim.lines.join(), why: 'it mutes everything, which no rule does' }],
    };
  const sorted = Map.groupBy(ANSWERS, ({ prowlerIds }) => placeOf(claim, prowlerIds, prowlerRegion));
  const checksAt = (place: Place): readonly string[] => (sorted.get(place) ?? []).map((each) => each.check);
  const rules = [
    ...rulesFor(claim, checksAt('region'), claim.regions ?? []),
    ...rulesFor(claim, checksAt('account'), [GLOBAL_REGION]),
  ];
  const why = REASONS.flatMap(([place, reason]) => {
    const checks = checksAt(place);
    return checks.length === 0 ? [] : [`not for ${checks.join(', ')}: ${reason}`];
  });
  return {
    rules,
    leftOut: [...why, ...(claim.everyCheck ? [OWN_CHECKS] : [])].map((reason) => ({
      line: claim.lines.join(', '),
      why: reason,
    })),
  };
}

/** Where a claim is taken over for a check of ours, or why it is not. */
type Place =
  | 'untouched'
  | 'region'
  | 'account'
  | 'muted in part'
  | 'named otherwise'
  | 'placed otherwise'
  | 'default region unknown';

const REASONS: readonly (readonly [Place, string])[] = [
  ['muted in part', 'it answers to other checks of Prowler, too, which are not muted alike'],
  ['named otherwise', 'Prowler names its resources otherwise than Rampart'],
  ['placed otherwise', 'Prowler finds it in another region than Rampart'],
  [
    'default region unknown',
    'Prowler reports it in the region of its profile, Rampart as global: say that region by --prowler-region',
  ],
];

function placeOf(claim: MuteClaim, ids: readonly string[], prowlerRegion: string | undefined): Place {
  const muted = ids.filter((id) => claim.prowlerIds.includes(id));
  if (muted.length === 0) return 'untouched';
  if (muted.length < ids.length) return 'muted in part';
  const likenesses = ids.map(likenessOf);
  if ((claim.resources !== null || claim.tags !== null) && !likenesses.every((each) => each.resource))
    return 'named otherwise';
  if (claim.regions === null || likenesses.every((each) => each.region === 'same')) return 'region';
  if (!likenesses.every((each) => each.region === 'default')) return 'placed otherwise';
  if (prowlerRegion === undefined) return 'default region unknown';
  return claim.regions.includes(prowlerRegion) ? 'account' : 'untouched';
}

function rulesFor(
  claim: MuteClaim,
  checks: readonly string[],
  regions: readonly string[],
): readonly ImportedRule[] {
  if (checks.length === 0) return [];
  const { account, resources, tags, descriptions, lines } = claim;
  return (tags ?? [undefined]).map((each) => ({
    check: checks,
    ...(account === null ? {} : { account }),
    ...(regions.length === 0 ? {} : { region: regions }),
    ...(resources && { resource: resources }),
    ...(each && { tags: each }),
    reason: descriptions.join('; ').trim() || `Muted in Prowler: ${lines.join(', ')}`,
  }));
}
