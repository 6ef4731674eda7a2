import type { Finding, FindingResource } from '../model/finding.ts';
import { globMatcher } from '../model/glob.ts';
import type { SuppressionRule } from '../model/suppression-rule.ts';

/** A suppression rule made ready to be held against many findings. Of the resource's name `ResourceRules` decides. */
export class RuleMatcher {
  readonly #rule: SuppressionRule;
  readonly #accounts: ReadonlySet<string> | null;
  readonly #tags: readonly (readonly [key: string, fits: (value: string) => boolean])[];

  constructor(rule: SuppressionRule) {
    this.#rule = rule;
    this.#accounts = rule.accounts ? new Set(rule.accounts) : null;
    this.#tags = Object.entries(rule.tags ?? {}).map(([key, glob]) => [key, globMatcher(glob)]);
  }

  /** Whether it holds for every check. */
  get general(): boolean {
    return this.#rule.checks === undefined && this.#rule.practices === undefined;
  }

  /** Whether it is about the resource itself, its name or its tags. */
  get ofResource(): boolean {
    return this.#rule.resources !== undefined || this.#tags.length > 0;
  }

  fitsCheck({ check, practice }: Finding): boolean {
    const { checks, practices } = this.#rule;
    return (checks?.includes(check) ?? true) && (practices?.includes(practice) ?? true);
  }

  fitsAccount(account: string): boolean {
    return this.#accounts?.has(account) ?? true;
  }

  fitsRegion(region: string): boolean {
    return this.#rule.regions?.includes(region) ?? true;
  }

  fitsTags({ tags }: FindingResource): boolean {
    return this.#tags.every(([key, fits]) => {
      const value = tags !== null && Object.hasOwn(tags, key) ? tags[key] : undefined;
      return value !== undefined && fits(value);
    });
  }
}
