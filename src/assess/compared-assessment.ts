import type { Assessment } from '../model/assessment.ts';
import type { DiffAnswer } from '../model/diff.ts';
import { FINDING_STATUSES, type Finding } from '../model/finding.ts';
import type { Unread } from '../model/reading.ts';
import { GLOBAL_REGION } from '../model/resource.ts';
import { findingId } from './finding-id.ts';

/** A finding as comparing needs it: there may be half a million on each side. */
export interface ComparedFinding extends Omit<Finding, 'evidence' | 'controls' | 'remediation'> {
  /** Of the finding that says what could not be listed: where. */
  readonly unlistedRegions: readonly string[] | null;
}

/** An assessment to compare. */
export interface Comparable {
  /** As its reader knows it: the file's path. */
  readonly name: string;
  readonly header: Omit<Assessment, 'findings'>;
  readonly findings: readonly ComparedFinding[];
}

export function comparedFinding(finding: Finding): ComparedFinding {
  const { evidence, controls: _controls, remediation: _remediation, ...compared } = finding;
  const regions = finding.status === 'unknown' ? evidence['regions'] : undefined;
  return { ...compared, unlistedRegions: Array.isArray(regions) ? regions.map(String) : null };
}

/** Its listing has a gap that was not told by region: the whole account's. */
const EVERYWHERE = [GLOBAL_REGION, 'unknown'];

/** What one assessment says about any finding, its own or another's. */
export class ComparedAssessment {
  readonly source: Comparable;
  readonly #byId: ReadonlyMap<string, ComparedFinding>;
  readonly #checks: ReadonlySet<string>;
  readonly #regions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #unknown = new Map<string, ComparedFinding>();
  readonly #crashed: ReadonlyMap<string, string>;
  readonly #named: ReadonlySet<string>;
  readonly #globalTypes: ReadonlySet<string>;

  constructor(source: Comparable, globalTypes: ReadonlySet<string>) {
    const { header, findings } = source;
    this.source = source;
    this.#globalTypes = globalTypes;
    this.#byId = worstById(findings);
    this.#named = new Set(findings.map((each) => each.resource.arn));
    this.#checks = new Set(header.checks);
    this.#regions = new Map(header.accounts.map((each) => [each.account, new Set(each.regions)]));
    this.#crashed = new Map(header.errors.map((each) => [`${each.check} ${each.resource}`, each.message]));
    for (const each of findings)
      if (each.status === 'unknown') this.#unknown.set(`${each.check} ${each.resource.arn}`, each);
  }

  get asOf(): string {
    return this.source.header.asOf;
  }

  get ids(): Iterable<string> {
    return this.#byId.keys();
  }

  finding(id: string): ComparedFinding | null {
    return this.#byId.get(id) ?? null;
  }

  /** Its own finding of that id, or what the lack of one means. */
  answer(like: ComparedFinding): DiffAnswer {
    const own = this.finding(like.id);
    if (own) return this.#ofFinding(own);
    const nothing = { asOf: this.asOf, severity: null, summary: null, suppressed: null, unread: [] };
    const unasked = this.#unasked(like);
    if (unasked !== null) return { ...nothing, status: 'not-judged', why: unasked };
    const missed = this.#missed(like);
    if (missed) return { ...nothing, status: 'unknown', ...missed };
    const status = this.#named.has(like.resource.arn) ? 'no-finding' : 'no-resource';
    return { ...nothing, status, why: null };
  }

  #ofFinding(finding: ComparedFinding): DiffAnswer {
    const { status, severity, summary, unread } = finding;
    const why = status === 'unknown' ? summary : null;
    const suppressed = finding.suppressed ?? null;
    return { status, asOf: this.asOf, severity, summary, suppressed, unread, why };
  }

  /** What nobody asked for: the check, the account, the region. Null: it was asked for. */
  #unasked({ check, account, region, resource }: ComparedFinding): string | null {
    if (!this.#checks.has(check)) return `check ${check} was not run`;
    const regions = this.#regions.get(account);
    if (!regions) return this.#refused(account) ? null : `account ${account} was not read`;
    const isRegional = region !== GLOBAL_REGION && !this.#globalTypes.has(resource.type);
    return isRegional && !regions.has(region) ? `region ${region} of ${account} was not read` : null;
  }

  /** What was asked for and not answered, by which the finding may be hidden. */
  #missed(like: ComparedFinding): Pick<DiffAnswer, 'why' | 'unread'> | null {
    const { check, account, resource } = like;
    const refused = this.#refused(account);
    if (refused) {
      const unread: Unread = { status: 'unread', call: 'sts:AssumeRole', why: refused.why };
      return { why: `account ${account} could not be entered: ${refused.why}`, unread: [unread] };
    }
    const place = `${check} ${resource.arn}`;
    const crash = this.#crashed.get(place);
    if (crash !== undefined) return { why: `the check crashed: ${crash}`, unread: [] };
    const gap = this.#unknown.get(place) ?? this.#unlisted(like);
    return gap ? { why: gap.summary, unread: gap.unread } : null;
  }

  #refused(account: string): { readonly why: string } | undefined {
    return this.source.header.coverage.notEntered.find((each) => each.account === account);
  }

  /** The runner's own finding that says so, told by its id: assess.ts gives it the key `listing`. */
  #unlisted({ check, account, region }: ComparedFinding): ComparedFinding | null {
    const partition =
      this.source.header.accounts.find((each) => each.account === account)?.partition ?? 'aws';
    const id = findingId(check, account, `arn:${partition}:iam::${account}:root`, 'listing');
    const listing = this.finding(id);
    const regions = listing?.unlistedRegions ?? EVERYWHERE;
    return regions.some((each) => each === region || EVERYWHERE.includes(each)) ? listing : null;
  }
}

/** One finding an id: should a check say two things of one, by a fault of ours, the worse one stands. */
function worstById(findings: readonly ComparedFinding[]): ReadonlyMap<string, ComparedFinding> {
  const byId = new Map<string, ComparedFinding>();
  for (const each of findings) {
    const known = byId.get(each.id);
    if (!known || FINDING_STATUSES.indexOf(each.status) < FINDING_STATUSES.indexOf(known.status))
      byId.set(each.id, each);
  }
  return byId;
}
