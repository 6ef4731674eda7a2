import type { Finding } from '../../model/finding.ts';
import { GLOBAL_LOG_REGIONS } from '../../model/global-log-regions.ts';
import { GLOBAL_REGION } from '../../model/resource.ts';
import type {
  ChangeEvent,
  Introduction,
  TouchedResource,
  TrailChange,
  TrailPeriod,
} from '../../model/trail-change.ts';
import type { Check } from '../../practices/check.ts';
import { type EvidenceNames, evidenceNames } from './evidence-names.ts';
import { FoundChanges } from './found-changes.ts';
import { keysOfArn, keysOfTouched, placedKey, serviceOfTouched } from './resource-keys.ts';
import { isSubject } from './subjects.ts';
import { changesOwnCredentials, concernsAll, isOfAllRegions, standsForAll } from './whole-account.ts';

/** A failure that a change may have made. */
interface Suspect {
  readonly finding: Finding;
  readonly changedBy: ReadonlySet<string>;
  readonly evidence: EvidenceNames;
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
  readonly #byAccount = new Map<string, Suspect[]>();

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
    const suspect = { finding, changedBy, evidence, found: new FoundChanges() };
    this.#suspects.set(finding, suspect);
    const own = [...keysOfArn(resource.arn), placedKey(resource.type, resource.id, account, region)];
    for (const key of own) push(this.#byResource, key, suspect);
    for (const key of evidence.keys) push(this.#byEvidence, key, suspect);
    for (const change of changedBy)
      if (standsForAll(resource.type) || concernsAll(change))
        push(this.#byAccount, `${change} ${account}`, suspect);
  }

  readonly take = (change: TrailChange): void => {
    const account = change.event.account ?? '';
    for (const touched of change.touched) this.#takeTouched(change, touched);
    for (const suspect of this.#byAccount.get(`${change.change} ${account}`) ?? [])
      if (isOfAccount(change, suspect)) suspect.found.add(change.event, account);
  };

  #takeTouched(change: TrailChange, touched: TouchedResource): void {
    const { event } = change;
    const maps = [this.#byResource, ...(isSubject(change, touched) ? [this.#byEvidence] : [])];
    for (const key of keysOfTouched(touched, event.account ?? '', event.region ?? ''))
      for (const suspect of maps.flatMap((each) => each.get(key) ?? []))
        if (isPart(change, suspect)) suspect.found.add(event, touched.arn ?? touched.id);
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
    return suspect.found.introduction() ?? { kind: 'not-found', ...periodOf(finding, periods) };
  }
}

function push(map: Map<string, Suspect[]>, key: string, suspect: Suspect): void {
  const known = map.get(key);
  if (known) known.push(suspect);
  else map.set(key, [suspect]);
}

function isPart({ change, parts }: TrailChange, { changedBy, evidence }: Suspect): boolean {
  if (!changedBy.has(change)) return false;
  return parts.length === 0 || parts.some((each) => evidence.parts.has(each)) || !namesSort(evidence, parts);
}

/** Whether the evidence names other parts of that sort: it would have named this one. */
function namesSort({ parts }: EvidenceNames, changed: readonly string[]): boolean {
  const sorts = new Set(changed.map((each) => each.slice(0, each.indexOf(':') + 1)));
  return [...parts].some((each) => sorts.has(each.slice(0, each.indexOf(':') + 1)));
}

/**
 * Of what stands for the whole account: not where the evidence names resources at fault and this is none of them. What was
 * taken away is named nowhere any more; a change to a user, a role or a policy is never one to all of the account.
 */
function isOfAccount({ change, event, touched }: TrailChange, { finding, evidence }: Suspect): boolean {
  if (!isOfRegion(change, event.region ?? '', finding.region, evidence)) return false;
  if (touched.length === 0) return !changesOwnCredentials(change) || isRoot(event);
  const services = touched.map(serviceOfTouched);
  if (services.includes('iam')) return false;
  return TAKEN_AWAY.test(change) || !services.some((each) => evidence.services.has(each));
}

function isOfRegion(change: string, region: string, wanted: string, { regions }: EvidenceNames): boolean {
  if (wanted !== GLOBAL_REGION) return region === wanted || isOfAllRegions(change);
  return regions.size === 0 || regions.has(region);
}

function isRoot({ principal }: ChangeEvent): boolean {
  return principal?.endsWith(':root') ?? false;
}

const TAKEN_AWAY = /:(Delete|Remove|Detach|Disassociate|Deregister)/;

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
