import type { FindingResource } from '../model/finding.ts';
import type { SuppressionRule } from '../model/suppression-rule.ts';
import { GlobSet } from './glob-set.ts';
import { kept } from './kept.ts';

/** Places of rules in their list. */
export type Places = readonly number[];

/**
 * Finds the rules that may fit a resource: those of which one of the names fits, and of the rules that name none,
 * those of which the first tag fits.
 */
export class ResourceRules {
  readonly #byArn: Patterns;
  readonly #byId: Patterns;
  readonly #byTag: ReadonlyMap<string, Patterns>;

  constructor(rules: readonly SuppressionRule[]) {
    const byArn = new Map<string, number[]>();
    const byId = new Map<string, number[]>();
    const byTag = new Map<string, Map<string, number[]>>();
    rules.forEach(({ resources, tags = {} }, place) => {
      for (const glob of resources ?? [])
        kept(glob.startsWith('arn:') ? byArn : byId, glob, () => []).push(place);
      const [first] = Object.entries(tags);
      if (resources !== undefined || !first) return;
      const [key, glob] = first;
      const ofKey = kept(byTag, key, () => new Map<string, number[]>());
      kept(ofKey, glob, () => []).push(place);
    });
    this.#byArn = new Patterns(byArn);
    this.#byId = new Patterns(byId);
    this.#byTag = new Map([...byTag].map(([key, places]) => [key, new Patterns(places)]));
  }

  /** A list for each name or tag that fits: a rule may be on several. */
  candidates({ arn, id, tags }: FindingResource): readonly Places[] {
    const lists = [...this.#byArn.fitting(arn), ...this.#byId.fitting(id)];
    if (this.#byTag.size > 0)
      for (const [key, value] of Object.entries(tags ?? {}))
        lists.push(...(this.#byTag.get(key)?.fitting(value) ?? []));
    return lists;
  }
}

/** Globs, and the rules that have each. */
class Patterns {
  readonly #globs: GlobSet;
  readonly #places: readonly Places[];

  constructor(places: ReadonlyMap<string, Places>) {
    this.#globs = new GlobSet([...places.keys()]);
    this.#places = [...places.values()];
  }

  fitting(text: string): readonly Places[] {
    return this.#globs.fitting(text).map((glob) => this.#places[glob] ?? []);
  }
}
