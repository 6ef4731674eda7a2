import { byDay } from '../log-key.ts';
import type { LogSource, SourceFile } from '../log-source.ts';

/** Those that no run has taken in, or that have changed since; by day and account. */
export async function newFiles(
  source: LogSource,
  taken: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<{ readonly files: readonly SourceFile[]; readonly known: number }> {
  const files: SourceFile[] = [];
  let known = 0;
  for await (const file of source.list(signal)) {
    if (signal.aborted) break;
    if (taken.get(file.uri) === file.version) known += 1;
    else files.push(file);
  }
  return { files: files.sort(byDay), known };
}
