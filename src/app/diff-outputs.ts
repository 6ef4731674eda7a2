import type { Diff } from '../model/diff.ts';
import { diffMarkdown } from '../report/diff/diff-markdown.ts';
import { diffTable } from '../report/diff/diff-table.ts';
import { jsonDocument } from '../report/json/json-report.ts';
import type { Pieces } from '../report/pieces.ts';
import { UsageError } from './errors.ts';
import { NO_TERMINAL, type OutputTargets, type Terminal, writeEach, writePieces } from './output-targets.ts';
import { type Output, parseOutput } from './outputs.ts';

export const DIFF_FORMATS: Readonly<Record<string, (diff: Diff, terminal: Terminal) => Pieces>> = {
  table: (diff, terminal) => [diffTable(diff, terminal)],
  json: jsonDocument,
  markdown: diffMarkdown,
};

/** `json=diff.json`, `table`; fewer formats than a scan has. */
export function parseDiffOutput(text: string): Output {
  const output = parseOutput(text);
  if (Object.hasOwn(DIFF_FORMATS, output.format)) return output;
  throw new UsageError(
    `diff has no output format ${JSON.stringify(output.format)} (one of ${Object.keys(DIFF_FORMATS).join(', ')})`,
  );
}

export function writeDiff(
  diff: Diff,
  outputs: readonly Output[],
  { terminal, stdout }: OutputTargets,
): Promise<void> {
  return writeEach(outputs, ({ format, path }) => {
    const render = DIFF_FORMATS[format] as (diff: Diff, terminal: Terminal) => Pieces; // parseDiffOutput let only these through
    return writePieces(path, render(diff, path === null ? terminal : NO_TERMINAL), stdout);
  });
}
