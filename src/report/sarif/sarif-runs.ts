import type { Finding } from '../../model/finding.ts';
import { worstFirst } from '../worst-first.ts';

/**
 * GitHub takes 25,000 results a run and shows 5,000 of them:
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit
 */
const MOST_RESULTS = 5_000;

/** Of GitHub's 20 a file, so that a file stays well below its 10 MB gzipped too. */
const MOST_RUNS_PER_FILE = 10;

export interface SarifRun {
  /** `rampart/`, `rampart/2/`: GitHub takes what is before the last slash for the category. */
  readonly id: string;
  readonly findings: readonly Finding[];
}

/**
 * As many runs as it takes for GitHub to show every result. A finding's run hangs on its id and their number alone:
 * that another one is mended moves none into another category, where GitHub would take it for a new one.
 */
export function sarifRuns(findings: readonly Finding[]): readonly SarifRun[] {
  let runs: readonly (readonly Finding[])[] = [findings];
  for (let parts = 2; parts < findings.length && runs.some(isTooLong); parts *= 2) {
    const byPart = Map.groupBy(findings, ({ id }) => Number.parseInt(id.slice(0, 6), 16) % parts);
    runs = Array.from({ length: parts }, (_, part) => byPart.get(part) ?? []);
  }
  return runs.map((run, part) => ({
    id: part === 0 ? 'rampart/' : `rampart/${part + 1}/`,
    findings: worstFirst(run),
  }));
}

function isTooLong(run: readonly Finding[]): boolean {
  return run.length > MOST_RESULTS;
}

export function sarifFiles(runs: readonly SarifRun[]): readonly (readonly SarifRun[])[] {
  const files = Math.ceil(runs.length / MOST_RUNS_PER_FILE);
  return Array.from({ length: files }, (_, file) =>
    runs.slice(file * MOST_RUNS_PER_FILE, (file + 1) * MOST_RUNS_PER_FILE),
  );
}
