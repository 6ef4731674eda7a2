import type { z } from 'zod';
import { ASSESSMENT_SCHEMA_VERSION, type Assessment } from '../model/assessment.ts';
import type { Finding } from '../model/finding.ts';
import { assessmentSchema } from '../report/json/assessment-schema.ts';
import { JsonFileError } from '../sources/json-file/json-file-error.ts';
import { type JsonPart, jsonParts } from '../sources/json-file/json-parts.ts';
import { UsageError } from './errors.ts';

export type AssessmentHeader = Omit<Assessment, 'findings'>;

export interface ReadAssessment<Kept> {
  readonly path: string;
  readonly header: AssessmentHeader;
  /** Those that were kept. */
  readonly findings: readonly Kept[];
  /** Of the document, kept or not. */
  readonly findingCount: number;
}

const WRITTEN_BY = '`rampart scan --output json=FILE`';
const findingSchema = assessmentSchema.shape.findings.element;
const headerSchema = assessmentSchema.omit({ findings: true });

/**
 * Reads an assessment back, holding it to the published schema; members that a newer version has added are passed
 * over. `keep` takes from each finding what is needed: there may be half a million. Rejects with `UsageError`.
 */
export async function readAssessment<Kept>(
  path: string,
  keep: (finding: Finding) => Kept | null,
): Promise<ReadAssessment<Kept>> {
  const document = new Document<Kept>(path, keep);
  try {
    for await (const part of jsonParts(path, 'findings')) document.take(part);
  } catch (error) {
    throw error instanceof JsonFileError ? new UsageError(said(error, path, document.members)) : error;
  }
  return document.finished();
}

class Document<Kept> {
  readonly members: Record<string, unknown> = {};
  readonly #path: string;
  readonly #keep: (finding: Finding) => Kept | null;
  readonly #kept: Kept[] = [];
  #count = 0;
  #wrong: UsageError | null = null;

  constructor(path: string, keep: (finding: Finding) => Kept | null) {
    this.#path = path;
    this.#keep = keep;
  }

  take({ key, index, value, line }: JsonPart): void {
    if (index === null) this.members[key] = value;
    else this.#finding(value, `line ${line}, findings[${index}]`);
  }

  /** What is wrong with a finding is told last: of another kind of document or version it would be no news. */
  #finding(value: unknown, place: string): void {
    if (this.#wrong) return;
    const { error } = findingSchema.safeParse(value);
    const issue = error && firstIssue(error);
    if (issue) {
      this.#wrong = new UsageError(`${this.#path}, ${place}${explained(issue, value)}`);
      return;
    }
    const finding = value as Finding; // the schema has just been found to hold, but for members it does not know
    this.#count++;
    const kept = this.#keep(finding);
    if (kept !== null) this.#kept.push(kept);
  }

  finished(): ReadAssessment<Kept> {
    refuseOtherVersions(this.#path, this.members);
    if (this.#wrong) throw this.#wrong;
    const { findings = [], ...members } = this.members;
    if (!Array.isArray(findings))
      throw new UsageError(`${this.#path}: findings: expected a list, found ${shown(findings)}`);
    const { error } = headerSchema.safeParse(members);
    const issue = error && firstIssue(error);
    if (issue) throw new UsageError(`${this.#path}: ${explained(issue, members).replace(/^\./, '')}`);
    return {
      path: this.#path,
      header: members as unknown as AssessmentHeader, // as above
      findings: this.#kept,
      findingCount: this.#count,
    };
  }
}

function refuseOtherVersions(path: string, members: Readonly<Record<string, unknown>>): void {
  const version = members['schemaVersion'];
  if (version === ASSESSMENT_SCHEMA_VERSION) return;
  if (version === undefined) throw new UsageError(notAnAssessment(path, members));
  throw new UsageError(
    `${path}: schemaVersion is ${shown(version)}; this rampart reads assessments of version ${ASSESSMENT_SCHEMA_VERSION}`,
  );
}

function notAnAssessment(path: string, members: Readonly<Record<string, unknown>>): string {
  return `${path} is ${likeness(members)}: expected an assessment written by ${WRITTEN_BY}, with a schemaVersion`;
}

/** What people have at hand and give by mistake. */
function likeness(members: Readonly<Record<string, unknown>>): string {
  if (members['rampart'] === 'snapshot') return 'a snapshot';
  if ('runs' in members) return 'SARIF';
  if ('check' in members && 'status' in members) return 'a single finding';
  return 'JSON of another kind';
}

function said(error: JsonFileError, path: string, members: Readonly<Record<string, unknown>>): string {
  const expected = `expected an assessment written by ${WRITTEN_BY}`;
  if (members['rampart'] === 'snapshot')
    return `${path} is a snapshot: judge it first, \`rampart scan --snapshot ${path} --output json=FILE\``;
  if (error.kind === 'many-values' && 'check' in members)
    return `${path} is NDJSON, a finding a line (${error.message}): ${expected}`;
  if (error.kind === 'not-json' || error.kind === 'many-values') return `${error.message}: ${expected}`;
  if (error.kind === 'cut-off') return `${error.message}; write it again`;
  return error.message;
}

type Issue = z.core.$ZodIssue;

/** Null: it only has members that this version does not know. */
function firstIssue(error: z.ZodError): Issue | null {
  return error.issues.find((each) => each.code !== 'unrecognized_keys') ?? null;
}

/** `.severity: invalid option: expected one of …, found "hihg"` */
function explained(issue: Issue, whole: unknown): string {
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const message = issue.message.replace(/^Invalid \w+( \w+)?: /, '').replace(/, received .*$/, '');
  return `${place}: ${message}, found ${shown(at(whole, issue.path))}`;
}

function at(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    whole,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
