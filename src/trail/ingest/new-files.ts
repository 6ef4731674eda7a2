import { byDay } from '../log-key.ts';
import type { Listing, LogSource, SourceFile } from '../log-source.ts';

/** Those that no run has taken in, or that have changed since; by day and account. */
export async function newFiles(
  source: LogSource,
  listing: Listing,
): Promise<{ readonly files: readonly SourceFile[]; readonly known: number }> {
  const files: SourceFile[] = [];
  let known = 0;
  for await (const file of source.list(listing)) {
    if (listing.signal.aborted) break;
    if (listing.taken.get(file.uri) === file.version) known += 1;
    else files.push(file);
  }
  return { files: files.sort(byDay), known };
}
