import { AWS_REGIONS } from '../../../model/aws-regions.ts';
import { globMatches } from '../../../model/glob.ts';
import type { MuteEntry } from './mutelist.ts';
import { fitsAll, globsOf, NoGlob } from './prowler-pattern.ts';

/** What a mute entry asks of a finding besides its account and check, in the terms of a suppression rule. */
export interface MuteConditions {
  /** Null: every region. */
  readonly regions: readonly string[] | null;
  /** Globs over whole ids; null: every resource. */
  readonly resources: readonly string[] | null;
  /** One of these sets of tags; null: whatever the tags are. */
  readonly tags: readonly Readonly<Record<string, string>>[] | null;
}

export const REGIONS: readonly string[] = Object.values(AWS_REGIONS).flat();

/** Throws a `NoGlob` where a pattern cannot be written as globs. */
export function conditionsOf({ regions, resources, tags }: MuteEntry): MuteConditions {
  if (regions.length === 0) throw new NoGlob('its list of regions is empty: it mutes nothing');
  if (resources.length === 0) throw new NoGlob('its list of resources is empty: it mutes nothing');
  return { regions: regionsOf(regions), resources: resourcesOf(resources), tags: tagsOf(tags) };
}

/** The regions of today that fit any of the patterns; null: every region. */
export function regionsOf(patterns: readonly string[]): readonly string[] | null {
  const globs = patterns.flatMap((each) => named('region', each, globsOf));
  if (globs.some(fitsAll)) return null;
  const fitting = REGIONS.filter((region) => globs.some((glob) => globMatches(glob, region)));
  if (fitting.length === 0) throw new NoGlob(`no region is called ${patterns.map(shown).join(' or ')}`);
  return fitting;
}

function resourcesOf(patterns: readonly string[]): readonly string[] | null {
  const globs = patterns.flatMap((each) => named('resource', each, globsOf));
  if (globs.some(fitsAll)) return null;
  const arn = globs.find((each) => each.startsWith('arn:'));
  if (arn !== undefined)
    throw new NoGlob(`resource ${shown(arn)} is an ARN, and Prowler holds it against ids: it mutes nothing`);
  return [...new Set(globs)];
}

/** Every pattern must be found in the tags, which Prowler strings together as `key=value | key=value`. */
function tagsOf(patterns: readonly string[]): MuteConditions['tags'] {
  const wanted = patterns.map((each) => named('tag', each, tagAlternatives)).filter((each) => each !== null);
  if (wanted.length === 0) return null;
  return wanted.reduce<readonly Readonly<Record<string, string>>[]>(
    (all, alternatives) => all.flatMap((tags) => alternatives.map(([key, glob]) => withTag(tags, key, glob))),
    [{}],
  );
}

/**
 * `environment=dev` is found in `environment=development`, too, and in a tag whose key ends so, which no rule can
 * say: the rule asks for the very key, and is that much narrower. Null: any tags.
 */
function tagAlternatives(pattern: string): readonly (readonly [key: string, glob: string])[] | null {
  const globs = globsOf(pattern);
  if (globs.some(fitsAll)) return null;
  return globs.map((glob) => {
    const [, key, value] = /^\*([^*?=]+)=([^]*)$/.exec(glob) ?? [];
    if (key === undefined || value === undefined || !value.endsWith('*'))
      throw new NoGlob('it names no whole key: expected key=value');
    return [key, value];
  });
}

function withTag(
  tags: Readonly<Record<string, string>>,
  key: string,
  glob: string,
): Readonly<Record<string, string>> {
  if (Object.hasOwn(tags, key) && tags[key] !== glob)
    throw new NoGlob(`the tag ${shown(key)} is asked for twice, and a rule asks once`);
  return { ...tags, [key]: glob };
}

/** Says of which pattern it was that there are no globs. */
export function named<T>(what: string, pattern: string, convert: (pattern: string) => T): T {
  try {
    return convert(pattern);
  } catch (error) {
    if (!(error instanceof NoGlob)) throw error;
    throw new NoGlob(`${what} ${shown(pattern)} cannot be written as a glob: ${error.message}`);
  }
}

/** In quotes, and not longer than a line can bear. */
export function shown(text: string): string {
  return JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 59)}…`);
}
