import { type Explanation, explanationOf } from '../assess/explanation.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Finding } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import { explanationText } from '../report/explain/explanation-text.ts';
import { jsonDocument } from '../report/json/json-report.ts';
import { UsageError } from './errors.ts';
import type { Terminal } from './output-targets.ts';
import { readAssessment } from './read-assessment.ts';
import { runScan, type ScanOptions } from './scan.ts';

export interface ExplainOptions extends ScanOptions {
  /** An assessment's JSON file, in place of any other source. */
  readonly assessment?: string;
}

/** An id is as long as a fingerprint; fewer than four of its characters name too much, as in git. */
const ID = /^[0-9a-f]{4,20}$/;
const LENGTH = 20;

/** Everything about the one finding whose id begins so. Rejects with `UsageError`. */
export async function explained(asked: string, options: ExplainOptions): Promise<Explanation> {
  if (options.assessment !== undefined) refuseOtherSources(options);
  const prefix = asked.toLowerCase();
  if (!ID.test(prefix)) throw notAnId(asked);
  const search = new Search(prefix);
  const about = await searched(search, options);
  return explanationOf(search.only(), about, CATALOGUE);
}

async function searched(
  search: Search,
  options: ExplainOptions,
): Promise<Pick<Assessment, 'asOf' | 'source'>> {
  if (options.assessment !== undefined) {
    const { header } = await readAssessment(options.assessment, search.look);
    return header;
  }
  const assessment = await runScan(options);
  for (const finding of assessment.findings) search.look(finding);
  return assessment;
}

/** A flag that is passed over in silence would let somebody take the answer for another one. */
function refuseOtherSources(options: ExplainOptions): void {
  const given = {
    '--snapshot': options.snapshot,
    '--aws-json': options.awsJson,
    '--authorization-details': options.authorizationDetails,
    '--recording': options.recording,
    '--record': options.record,
    '--profile': options.profile,
    '--role-arn': options.roleArns[0],
    '--external-id': options.externalId,
    '--org': options.organization,
    '--region': options.regions[0],
    '--exclude-region': options.excludedRegions[0],
    '--as-of': options.asOf,
    '--object-acl-sample': options.objectAclSampleSize,
    '--rate': options.rateFactor,
    '--practice': options.practices?.[0],
    '--check': options.checkIds?.[0],
    '--suppressions': options.suppressions,
    '--trail': options.trail,
  };
  const idle = Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (idle.length === 0) return;
  const verb = idle.length === 1 ? 'has' : 'have';
  throw new UsageError(`${idle.join(' and ')} ${verb} no effect with --assessment: leave it out`);
}

export function printedExplanation(
  explanation: Explanation,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(explanation)].join('') : explanationText(explanation, terminal);
}

class Search {
  readonly #prefix: string;
  readonly #found: Finding[] = [];
  readonly #ids: string[] = [];

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Keeps nothing but what it looks for. */
  readonly look = (finding: Finding): null => {
    if (finding.id.startsWith(this.#prefix)) this.#found.push(finding);
    else this.#ids.push(finding.id);
    return null;
  };

  only(): Finding {
    const [first, ...rest] = this.#found;
    if (!first) throw this.#missing();
    if (rest.some((each) => each.id !== first.id)) throw ambiguous(this.#prefix, this.#found);
    return this.#found.find((each) => each.status === 'fail') ?? first;
  }

  #missing(): UsageError {
    const total = `${this.#ids.length} findings`;
    if (this.#prefix.length < LENGTH)
      return new UsageError(`none of the ${total} has an id that begins with ${this.#prefix}`);
    const near = nearest(this.#prefix, this.#ids);
    return new UsageError(
      `none of the ${total} has the id ${this.#prefix}${near === null ? '' : `; did you mean ${near}?`}`,
    );
  }
}

const SHOWN = 5;

function ambiguous(prefix: string, found: readonly Finding[]): UsageError {
  const shown = found.slice(0, SHOWN).map(({ id, check, resource }) => `${id} (${check}, ${resource.id})`);
  const rest = found.length > SHOWN ? ` and ${found.length - SHOWN} more` : '';
  return new UsageError(
    `${found.length} findings have an id that begins with ${prefix}: ${shown.join(', ')}${rest}`,
  );
}

function notAnId(asked: string): UsageError {
  const checks = CATALOGUE.map((each) => each.id);
  if (checks.includes(asked))
    return new UsageError(
      `${asked} is a check, not a finding: rampart checks show ${asked} tells about it; the ids of its findings are in --output json`,
    );
  const near = nearest(asked, checks);
  const meant = near === null ? '' : `; for the check ${near}, rampart checks show ${near}`;
  return new UsageError(
    `${JSON.stringify(asked)} is no finding's id: expected 4 to 20 characters of 0-9 and a-f${meant}`,
  );
}
