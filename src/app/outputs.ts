import { join, parse } from 'node:path';
import type { Assessment } from '../model/assessment.ts';
import type { FindingStatus, Severity } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import { asffReport } from '../report/asff/asff-report.ts';
import type { CheckText } from '../report/check-text.ts';
import { complianceCsvReport } from '../report/csv/compliance-csv-report.ts';
import { csvReport } from '../report/csv/csv-report.ts';
import { jsonReport } from '../report/json/json-report.ts';
import { ndjsonReport } from '../report/json/ndjson-report.ts';
import { junitReport } from '../report/junit/junit-report.ts';
import { markdownReport } from '../report/markdown/markdown-report.ts';
import { ocsfReport } from '../report/ocsf/ocsf-report.ts';
import type { Pieces } from '../report/pieces.ts';
import { sarifReport, sarifReports } from '../report/sarif/sarif-report.ts';
import { tableReport } from '../report/table/table-report.ts';
import { UsageError } from './errors.ts';
import { htmlOutput } from './html-output.ts';
import { OUTPUT_FORMATS, type OutputFormat } from './output-formats.ts';
import { NO_TERMINAL, type OutputTargets, type Terminal, writeEach, writePieces } from './output-targets.ts';
import { preparePath } from './prepare-path.ts';
import { narrowed } from './scan.ts';

interface RenderContext {
  readonly terminal: Terminal;
  readonly checks: readonly CheckText[];
}

interface Format {
  readonly render: (assessment: Assessment, context: RenderContext) => Pieces;
  /** Where one file could be more than its reader takes: as many as it wants. */
  readonly renderFiles?: (assessment: Assessment, context: RenderContext) => readonly Pieces[];
  /** What is shown when nobody says by `--status`; absent: everything. */
  readonly statuses?: readonly FindingStatus[];
}

/** A pass is an alert to GitHub, and no news on a pull request. */
const NO_PASSES: readonly FindingStatus[] = ['fail', 'unknown'];

const FORMATS: Readonly<Record<OutputFormat, Format>> = {
  table: { render: (assessment, { terminal }) => [tableReport(assessment, terminal)] },
  json: { render: jsonReport },
  ndjson: { render: ndjsonReport },
  csv: { render: csvReport },
  'compliance-csv': { render: complianceCsvReport },
  html: { render: htmlOutput },
  markdown: { render: markdownReport, statuses: NO_PASSES },
  sarif: {
    render: (assessment, { checks }) => sarifReport(assessment, checks),
    renderFiles: (assessment, { checks }) => sarifReports(assessment, checks),
    statuses: NO_PASSES,
  },
  junit: { render: junitReport },
  ocsf: { render: (assessment, { checks }) => ocsfReport(assessment, checks) },
  asff: { render: asffReport },
};

export interface Output {
  readonly format: OutputFormat;
  /** Null: standard output. */
  readonly path: string | null;
}

/** `html=report.html`, `json`. */
export function parseOutput(text: string): Output {
  const at = text.indexOf('=');
  const format = formatNamed(at < 0 ? text : text.slice(0, at));
  const path = at < 0 ? null : text.slice(at + 1);
  if (path === '') throw new UsageError(`--output ${text} names no file after the "="`);
  return { format, path };
}

function formatNamed(name: string): OutputFormat {
  const format = OUTPUT_FORMATS.find((each) => each === name);
  if (format !== undefined) return format;
  const near = nearest(name, OUTPUT_FORMATS);
  throw new UsageError(
    `there is no output format ${JSON.stringify(name)}${near ? `; did you mean ${near}?` : ''} (one of ${OUTPUT_FORMATS.join(', ')})`,
  );
}

/** Before anything is read: what could not be written after an hour is said now. */
export async function prepareOutputs(
  outputs: readonly Output[],
  frameworks: readonly string[] = [],
): Promise<void> {
  if (frameworks.length === 0 && outputs.some(({ format }) => format === 'compliance-csv'))
    throw new UsageError('--output compliance-csv needs a --framework');
  for (const [path, group] of Map.groupBy(outputs, (each) => each.path)) {
    const [first, second] = group;
    if (first && second) throw clash(first, second);
    if (path !== null) await preparePath(path);
  }
}

function clash(first: Output, second: Output): UsageError {
  const formats =
    first.format === second.format ? `${first.format} twice` : `${first.format} and ${second.format}`;
  const target = first.path ?? 'standard output';
  return new UsageError(`${formats} would go to ${target}: name a file each, --output ${second.format}=PATH`);
}

/** What was asked to be shown, and where it goes. */
export interface OutputOptions extends OutputTargets {
  readonly severities: readonly Severity[];
  readonly statuses: readonly FindingStatus[];
  /** Takes a line for people. */
  readonly say: (line: string) => void;
}

export function writeOutputs(
  assessment: Assessment,
  outputs: readonly Output[],
  options: OutputOptions,
): Promise<void> {
  return writeEach(outputs, (output) => write(output, assessment, options));
}

async function write(
  { format, path }: Output,
  assessment: Assessment,
  { severities, statuses, terminal, stdout, say }: OutputOptions,
): Promise<void> {
  const { render, renderFiles, statuses: usual = [] } = FORMATS[format];
  const shown = narrowed(assessment, severities, statuses.length > 0 ? statuses : usual);
  const context = { terminal: path === null ? terminal : NO_TERMINAL, checks: CATALOGUE };
  if (!renderFiles) return writePieces(path, render(shown, context), stdout);
  const files = renderFiles(shown, context);
  if (path === null) {
    if (files.length > 1)
      say(
        `${format}: more than its readers take in one piece; --output ${format}=PATH makes ${files.length} files`,
      );
    return writePieces(path, render(shown, context), stdout);
  }
  const paths = files.map((_, index) => numbered(path, index + 1));
  for (const [index, pieces] of files.entries()) await writePieces(paths[index] ?? path, pieces, stdout);
  if (paths.length > 1)
    say(`${format}: ${paths.length} files, for the limits of its readers: ${paths.join(', ')}`);
}

/** `findings.sarif`, `findings.2.sarif`, `findings.3.sarif`. */
function numbered(path: string, number: number): string {
  if (number === 1) return path;
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}.${number}${ext}`);
}
