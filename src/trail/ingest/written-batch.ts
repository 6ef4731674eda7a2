import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Block } from '../changes/block-file.ts';
import type { Part, TakenFile } from '../lake/commit.ts';
import { moveDurably, writeDurably } from '../lake/durable.ts';
import { changeIndexPath, type Lake, scratchOf, usesPath } from '../lake/lake.ts';

/** What becomes of a batch: what its commit says, and the files that it names. */
export interface MadeBatch {
  readonly files: readonly TakenFile[];
  readonly parts: readonly MadePart[];
  /** None where there is no part. */
  readonly derived: Derived | null;
}

export interface MadePart {
  readonly part: Part;
  readonly content: Uint8Array;
}

/** What parts hold, in the order in which it is asked for: the sums of their calls, and the index of their changes. */
export interface Derived {
  readonly uses: Uint8Array;
  readonly index: Uint8Array;
  readonly changes: Block;
}

export interface WrittenBatch {
  readonly files: readonly TakenFile[];
  readonly parts: readonly Part[];
  readonly changes?: Block;
}

/** Writes the files, before the commit that names them. */
export async function writeBatch(
  lake: Lake,
  number: number,
  { files, parts, derived }: MadeBatch,
): Promise<WrittenBatch> {
  const writes = parts.map(({ part, content }) => writePart(lake, part, content));
  if (derived) {
    writes.push(writeDurably(usesPath(lake, number), derived.uses));
    writes.push(writeDurably(changeIndexPath(lake, number), derived.index));
  }
  await Promise.all(writes);
  return {
    files,
    parts: parts.map(({ part }) => part),
    ...(derived ? { changes: derived.changes } : {}),
  };
}

/** Its draft is not where parts are: whoever reads that folder finds none that is not whole. */
async function writePart(lake: Lake, { path }: Part, content: Uint8Array): Promise<void> {
  const draft = join(scratchOf(lake), path.replaceAll('/', '-'));
  await writeFile(draft, content, { mode: 0o600 });
  const target = join(lake.dir, path);
  await mkdir(dirname(target), { recursive: true });
  await moveDurably(draft, target);
}
