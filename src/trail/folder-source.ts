import { type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LogSource, SourceFile } from './log-source.ts';

/** Unpacking runs on as many threads of Node's. */
const AT_ONCE = 4;

/** A folder, and all below it: a bucket copied by `aws s3 sync`, or files of an investigation. */
export function folderSource(path: string): LogSource {
  const root = resolve(path);
  return { name: root, atOnce: AT_ONCE, list: () => filesBelow(root), fetch: async ({ uri }) => uri };
}

async function* filesBelow(folder: string): AsyncGenerator<SourceFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield* fileAt(path);
  }
}

/** A link that leads nowhere, a pipe and a device are no files; one that has gone since is not there. */
function fileAt(path: string): readonly SourceFile[] {
  const found = statOf(path);
  if (!found?.isFile()) return [];
  return [{ uri: path, bytes: found.size, version: `${found.size}-${found.mtimeMs}` }];
}

/** Here and now: to wait for another thread takes longer than to look. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
