import { stat } from 'node:fs/promises';
import { getHeapStatistics } from 'node:v8';
import { type Comparable, type ComparedFinding, comparedFinding } from '../assess/compared-assessment.ts';
import { diff } from '../assess/diff.ts';
import type { Diff } from '../model/diff.ts';
import type { Finding, FindingResource } from '../model/finding.ts';
import { ALL_COLLECTORS } from '../sources/aws/services/index.ts';
import { UsageError } from './errors.ts';
import { type ReadAssessment, readAssessment } from './read-assessment.ts';
import { TOOL } from './tool.ts';

/** Compares assessments of files: earlier ones, the oldest first, with the last one. Rejects with `UsageError`. */
export async function diffAssessments(paths: readonly string[]): Promise<Diff> {
  if (paths.length < 2)
    throw new UsageError(
      'two assessments are needed: rampart diff OLD NEW, each of `rampart scan --output json=FILE`',
    );
  await refuseBeyondMemory(paths);
  const shared = new SharedParts();
  const sides: Comparable[] = [];
  for (const path of paths)
    sides.push(comparable(await readAssessment(path, (each) => shared.compared(each))));
  const fresh = sides.pop() as Comparable; // there are two at least
  const [first, ...rest] = sides as [Comparable, ...Comparable[]];
  for (const old of sides) refuseUnrelated(old, fresh);
  return diff([first, ...rest], fresh, { tool: TOOL, globalTypes: listedOncePerAccount() });
}

/** Bytes of memory that a byte of an assessment takes at most, of which each resource has but one finding. */
const MEMORY_PER_BYTE = 0.5;
const COMPRESSION = 15;

/** V8 ends a process that runs out of memory with a page of its own insides. */
async function refuseBeyondMemory(paths: readonly string[]): Promise<void> {
  const sizes = await Promise.all(paths.map(sizeOf));
  const needed = MEMORY_PER_BYTE * sizes.reduce((sum, each) => sum + each, 0);
  const { heap_size_limit: limit } = getHeapStatistics();
  if (needed <= limit) return;
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`;
  throw new UsageError(
    `comparing these takes up to ${megabytes(needed)} of memory, and Node.js allows ${megabytes(limit)} here: NODE_OPTIONS=--max-old-space-size=${Math.ceil(needed / 2 ** 20)} allows more`,
  );
}

/** Of what cannot be told the reading will tell. */
async function sizeOf(path: string): Promise<number> {
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  return path.endsWith('.gz') ? COMPRESSION * size : size;
}

/** What hundreds of thousands of findings say over and over is one text, and one resource, in memory. */
class SharedParts {
  readonly #texts = new Map<string, string>();
  readonly #resources = new Map<string, FindingResource>();

  compared(finding: Finding): ComparedFinding {
    const { check, title, account, region, resource, unread, ...own } = comparedFinding(finding);
    return {
      ...own,
      check: this.#text(check),
      title: this.#text(title),
      account: this.#text(account),
      region: this.#text(region),
      resource: this.#resource(resource),
      unread: unread.length === 0 ? NOTHING : unread,
    };
  }

  /** A resource whose name or tags have changed between the assessments is two. */
  #resource(resource: FindingResource): FindingResource {
    const known = this.#resources.get(resource.arn);
    if (known && JSON.stringify(known) === JSON.stringify(resource)) return known;
    const fresh = { ...resource, type: this.#text(resource.type) };
    this.#resources.set(resource.arn, fresh);
    return fresh;
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}

const NOTHING: readonly never[] = [];

function comparable({ path, header, findings, findingCount }: ReadAssessment<ComparedFinding>): Comparable {
  const { fail, unknown, pass, suppressed } = header.summary;
  const all = fail + unknown + pass + suppressed;
  if (findingCount !== all)
    throw new UsageError(
      `${path} shows ${findingCount} of its ${all} findings: expected a whole assessment, written without --severity and --status`,
    );
  return { name: path, header, findings };
}

function refuseUnrelated(old: Comparable, fresh: Comparable): void {
  const [before, after] = [accountsOf(old), accountsOf(fresh)];
  if (before.some((each) => after.includes(each))) return;
  throw new UsageError(
    `${old.name} (${listed(before)}) and ${fresh.name} (${listed(after)}) have no account in common: there is nothing to compare`,
  );
}

/** Those that were asked for, whether they could be entered or not. */
function accountsOf({ header }: Comparable): readonly string[] {
  return [...header.accounts, ...header.coverage.notEntered].map((each) => each.account);
}

function listed(accounts: readonly string[]): string {
  if (accounts.length === 0) return 'no account';
  const shown = accounts.slice(0, 3).join(', ');
  return accounts.length > 3 ? `${shown} and ${accounts.length - 3} more` : shown;
}

/** A region that was left out hides none of these. */
function listedOncePerAccount(): ReadonlySet<string> {
  return new Set(ALL_COLLECTORS.filter((each) => each.scope === 'global').map((each) => each.type));
}
