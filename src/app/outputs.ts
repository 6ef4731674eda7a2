import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { Assessment } from '../model/assessment.ts';
import { htmlReport } from '../report/html/html-report.ts';
import { jsonReport } from '../report/json/json-report.ts';
import { ndjsonReport } from '../report/json/ndjson-report.ts';
import { tableReport } from '../report/table/table-report.ts';
import { UsageError } from './errors.ts';
import { nearest } from './nearest.ts';
import { preparePath } from './prepare-path.ts';

/** How wide and colourful a terminal is; files get neither. */
export interface Terminal {
  readonly color: boolean;
  readonly width: number;
}

type Renderer = (assessment: Assessment, terminal: Terminal) => string;

const FORMATS: Readonly<Record<string, Renderer>> = {
  table: tableReport,
  json: jsonReport,
  ndjson: ndjsonReport,
  html: htmlReport,
};

export interface Output {
  readonly format: string;
  /** Null: standard output. */
  readonly path: string | null;
}

/** `html=report.html`, `json`. */
export function parseOutput(text: string): Output {
  const at = text.indexOf('=');
  const format = at < 0 ? text : text.slice(0, at);
  const path = at < 0 ? null : text.slice(at + 1);
  if (!Object.hasOwn(FORMATS, format)) {
    const near = nearest(format, Object.keys(FORMATS));
    throw new UsageError(
      `there is no output format ${JSON.stringify(format)}${near ? `; did you mean ${near}?` : ''} (one of ${Object.keys(FORMATS).join(', ')})`,
    );
  }
  if (path === '') throw new UsageError(`--output ${text} names no file after the "="`);
  return { format, path };
}

/** Before anything is read: what could not be written after an hour is said now. */
export async function prepareOutputs(outputs: readonly Output[]): Promise<void> {
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

/** Writes each output; files whole or not at all. */
export async function writeOutputs(
  assessment: Assessment,
  outputs: readonly Output[],
  terminal: Terminal,
  stdout: (text: string) => Promise<void>,
): Promise<void> {
  for (const { format, path } of outputs) {
    const render = FORMATS[format] as Renderer; // parseOutput let only known formats through
    if (path === null) await stdout(render(assessment, terminal));
    else await writeWhole(path, render(assessment, { color: false, width: 120 }));
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.partial`;
  try {
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
