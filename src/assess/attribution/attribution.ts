import type { Finding } from '../../model/finding.ts';
import { GLOBAL_LOG_REGIONS } from '../../model/global-log-regions.ts';
import { GLOBAL_REGION } from '../../model/resource.ts';
import type { Introduction, TouchedResource, TrailChange, TrailPeriod } from '../../model/trail-change.ts';
import type { Check } from '../../practices/check.ts';
import { type AccountPlace, isOfAccount, isPart } from './concerned.ts';
import { type EvidenceNames, evidenceNames } from './evidence-names.ts';
import { FoundChanges } from './found-changes.ts';
import { keysOfArn, keysOfTouched, placedKey } from './resource-keys.ts';
import { isSubject } from './subjects.ts';
import { concernsAll, standsForAll } from './whole-account.ts';

/** A failure that a change may have made. */
interface Suspect {
  readonly changedBy: ReadonlySet<string>;
  readonly evidence: EvidenceNames;
  /** By what names its resource, or what the evidence names. */
  readonly found: FoundChanges;
  /** By what concerns the whole account. */
  readonly shared: FoundChanges[];
  /** Events that are among both. */
  inBoth: number;
}

/** Failures of one account that the same events concern, for all that these say. */
interface Alike {
  readonly place: AccountPlace;
  readonly found: FoundChanges;
}

/**
 * Finds who made the checks fail: it is shown every change, in any order, and keeps of each failure the latest that its
 * check names in `changedBy` and that names the resource, or what the evidence names. What is one part of many counts
 * where it is a part that the evidence names, or the evidence names none of its sort (docs/decisions/0034).
 */
export class Attribution {
  /** The changes that can have made any of them. */
  readonly changes: ReadonlySet<string>;
  readonly #findings: readonly Finding[];
  readonly #suspects = new Map<Finding, Suspect>();
  readonly #byResource = new Map<string, Suspect[]>();
  readonly #byEvidence = new Map<string, Suspect[]>();
  /** Those that an event concerns which names no resource: `s3:PutAccountPublicAccessBlock 111122223333`. */
  readonly #byAccount = new Map<string, Map<string, Alike>>();

  constructor(findings: readonly Finding[], checks: readonly Check[]) {
    this.#findings = findings;
    const changedBy = new Map(checks.map((each) => [each.id, new Set(each.changedBy ?? [])]));
    const failed = findings.filter(({ status }) => status === 'fail');
    for (const finding of failed) this.#add(finding, changedBy.get(finding.check) ?? new Set());
    this.changes = new Set([...this.#suspects.values()].flatMap((each) => [...each.changedBy]));
  }

  #add(finding: Finding, changedBy: ReadonlySet<string>): void {
    if (changedBy.size === 0) return;
    const { resource, account, region } = finding;
    const evidence = evidenceNames(finding.evidence, account);
    const suspect = { changedBy, evidence, found: new FoundChanges(), shared: [], inBoth: 0 };
    this.#suspects.set(finding, suspect);
    const own = [...keysOfArn(resource.arn), placedKey(resource.type, resource.id, account, region)];
    for (const key of own) push(this.#byResource, key, suspect);
    for (const key of evidence.keys) push(this.#byEvidence, key, suspect);
    for (const change of changedBy)
      if (standsForAll(resource.type) || concernsAll(change))
        this.#addToAccount(`${change} ${account}`, { region, ...evidence }, suspect);
  }

  #addToAccount(key: string, place: AccountPlace, { shared }: Suspect): void {
    const known = this.#byAccount.get(key) ?? new Map<string, Alike>();
    this.#byAccount.set(key, known);
    const { region, services, regions } = place;
    const likeness = JSON.stringify([region, [...services].sort(), [...regions].sort()]);
    const alike = known.get(likeness) ?? { place, found: new FoundChanges() };
    known.set(likeness, alike);
    shared.push(alike.found);
  }

  readonly take = (change: TrailChange): void => {
    const { event, touched } = change;
    const account = event.account ?? '';
    const concerned = new Set<FoundChanges>();
    for (const { place, found } of this.#byAccount.get(`${change.change} ${account}`)?.values() ?? [])
      if (isOfAccount(change, place) && found.add(event, account)) concerned.add(found);
    for (const each of touched) this.#takeTouched(change, each, concerned);
  };

  #takeTouched(change: TrailChange, touched: TouchedResource, concerned: ReadonlySet<FoundChanges>): void {
    const { event } = change;
    const maps = [this.#byResource, ...(isSubject(change, touched) ? [this.#byEvidence] : [])];
    for (const key of keysOfTouched(touched, event.account ?? '', event.region ?? ''))
      for (const suspect of maps.flatMap((each) => each.get(key) ?? []))
        if (suspect.changedBy.has(change.change) && isPart(change, suspect.evidence)) {
          const isNew = suspect.found.add(event, touched.arn ?? touched.id);
          if (isNew && suspect.shared.some((each) => concerned.has(each))) suspect.inBoth += 1;
        }
  }

  /** The findings, each failure with who made it so, given what the lake has of the accounts. */
  attributed(periods: readonly TrailPeriod[]): readonly Finding[] {
    return this.#findings.map((finding) =>
      finding.status === 'fail'
        ? { ...finding, introducedBy: this.#introduction(finding, periods) }
        : finding,
    );
  }

  #introduction(finding: Finding, periods: readonly TrailPeriod[]): Introduction {
    const suspect = this.#suspects.get(finding);
    if (!suspect) return { kind: 'by-no-event' };
    const found = suspect.found.with(suspect.shared, suspect.inBoth);
    return found.introduction() ?? { kind: 'not-found', ...periodOf(finding, periods) };
  }
}

function push(map: Map<string, Suspect[]>, key: string, suspect: Suspect): void {
  const known = map.get(key);
  if (known) known.push(suspect);
  else map.set(key, [suspect]);
}

function periodOf(
  { account, region }: Finding,
  periods: readonly TrailPeriod[],
): { readonly from: string | null; readonly to: string | null } {
  const regions = region === GLOBAL_REGION ? GLOBAL_LOG_REGIONS : [region];
  const found = periods.filter((each) => each.account === account && regions.includes(each.region));
  return {
    from: found.map(({ from }) => from).sort()[0] ?? null,
    to:
      found
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? null,
  };
}
