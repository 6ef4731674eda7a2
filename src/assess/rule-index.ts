import type { Finding, FindingResource } from '../model/finding.ts';
import type { SuppressionRule } from '../model/suppression-rule.ts';
import { kept } from './kept.ts';
import { type Places, ResourceRules } from './resource-rules.ts';
import { RuleMatcher } from './rule-matcher.ts';

const NONE: Places = [];

/** The rules that fit a resource in its account and region. */
interface OfResource {
  readonly account: string;
  readonly region: string;
  /** Those that hold for every check. */
  readonly general: Places;
  readonly others: ReadonlySet<number>;
}

/**
 * Half a million findings meet hundreds of rules. What rules say of the resource is looked up once a resource, however
 * many findings that has; what they say of checks and accounts once a check and account.
 */
export class RuleIndex {
  readonly #rules: readonly RuleMatcher[];
  readonly #resourceRules: ResourceRules;
  readonly #ofResource = new Map<FindingResource, OfResource>();
  // INVARIANT: a check has one practice, so the check decides both.
  readonly #named = new Map<string, Places>();
  readonly #unnamed = new Map<string, Map<string, Places>>();

  constructor(rules: readonly SuppressionRule[]) {
    this.#rules = rules.map((rule) => new RuleMatcher(rule));
    this.#resourceRules = new ResourceRules(rules);
  }

  /** The rules that fit a failure, each once, in no order. */
  fitting(finding: Finding): Places {
    const { general, others } = this.#fittingResource(finding);
    const named = others.size === 0 ? NONE : this.#ofCheck(finding, others);
    const unnamed = this.#fittingPlace(finding);
    if (named.length + unnamed.length === 0) return general;
    return [...general, ...named, ...unnamed];
  }

  #fittingResource({ resource, account, region }: Finding): OfResource {
    const known = this.#ofResource.get(resource);
    if (known?.account === account && known.region === region) return known;
    const general = new Set<number>();
    const others = new Set<number>();
    for (const places of this.#resourceRules.candidates(resource))
      for (const place of places) {
        const rule = this.#rules[place];
        if (rule?.fitsAccount(account) && rule.fitsRegion(region) && rule.fitsTags(resource))
          (rule.general ? general : others).add(place);
      }
    const made = { account, region, general: [...general], others };
    this.#ofResource.set(resource, made);
    return made;
  }

  /** Of the resource's rules those that name the finding's check, by way of whichever are fewer. */
  #ofCheck(finding: Finding, ofResource: ReadonlySet<number>): Places {
    const ofCheck = kept(this.#named, finding.check, () =>
      this.#where((rule) => rule.ofResource && !rule.general && rule.fitsCheck(finding)),
    );
    if (ofCheck.length < ofResource.size) return ofCheck.filter((place) => ofResource.has(place));
    return [...ofResource].filter((place) => this.#rules[place]?.fitsCheck(finding));
  }

  /** Of the rules that say nothing of the resource. */
  #fittingPlace(finding: Finding): Places {
    const { check, account, region } = finding;
    const ofCheck = kept(this.#unnamed, check, () => new Map<string, Places>());
    const places = kept(ofCheck, account, () =>
      this.#where((rule) => !rule.ofResource && rule.fitsCheck(finding) && rule.fitsAccount(account)),
    );
    return places.length === 0 ? NONE : places.filter((place) => this.#rules[place]?.fitsRegion(region));
  }

  #where(fits: (rule: RuleMatcher) => boolean): Places {
    return this.#rules.flatMap((rule, place) => (fits(rule) ? [place] : []));
  }
}
