import { PRACTICES } from '../../../model/practice.ts';
import type { PackedReport } from '../packed-report.ts';
import type { Grouping, Sort } from './choice.ts';
import type { FacetName } from './facets.ts';

export const FACET_TITLES: Readonly<Record<FacetName, string>> = {
  status: 'Status',
  severity: 'Severity',
  practice: 'Practice',
  account: 'Account',
  region: 'Region',
  type: 'Resource type',
  check: 'Check',
  call: 'Missing call',
  control: 'Control',
  rule: 'Suppression',
  resource: 'Resource',
};

export const GROUPING_TITLES: Readonly<Record<Grouping, string>> = { ...FACET_TITLES, none: 'Nothing' };

export const SORT_TITLES: Readonly<Record<Sort, string>> = {
  severity: 'Severity',
  resource: 'Resource',
  account: 'Account',
  region: 'Region',
  check: 'Check',
  practice: 'Practice',
};

const STATUS_WORDS: Readonly<Record<string, string>> = {
  fail: 'Open failure',
  unknown: 'Unknown',
  pass: 'Passed',
  suppressed: 'Suppressed',
};

/** `AWS::S3::Bucket` without the part that all have. */
export function shortType(type: string): string {
  return type.replace(/^AWS::(::)?/, '');
}

/** How keys read. */
export class Labels {
  readonly #packed: PackedReport;
  readonly #titles: ReadonlyMap<string, string>;
  readonly #accounts: ReadonlyMap<string, string | null>;
  /** Made when it is first asked for: there may be a hundred thousand of them. */
  #resources: ReadonlyMap<string, string> | null = null;

  constructor(packed: PackedReport) {
    this.#packed = packed;
    this.#titles = new Map(packed.checks.map(({ id, title }) => [id, title]));
    this.#accounts = new Map(packed.accounts.map((id, index) => [id, packed.accountNames[index] ?? null]));
  }

  of(facet: FacetName, key: string): string {
    return this.#labels[facet]?.(key) ?? key;
  }

  readonly #labels: Partial<Record<FacetName, (key: string) => string | undefined>> = {
    account: (key) => this.#accounts.get(key) ?? undefined,
    status: (key) => STATUS_WORDS[key],
    practice: (key) => `${key}. ${PRACTICES[Number(key) - 1]?.title ?? ''}`,
    type: shortType,
    check: (key) => this.#titles.get(key),
    resource: (key) => this.#named().get(key),
  };

  #named(): ReadonlyMap<string, string> {
    this.#resources ??= new Map(this.#packed.resources.map(([, arn, id, name]) => [arn, name ?? id]));
    return this.#resources;
  }
}
