import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pieces } from '../report/pieces.ts';
import { readableOf, writeWhole } from '../sources/whole-file.ts';
import { UsageError } from './errors.ts';

/** How wide and colourful a terminal is; files get neither. */
export interface Terminal {
  readonly color: boolean;
  readonly width: number;
}

export const NO_TERMINAL: Terminal = { color: false, width: 120 };

export interface OutputTargets {
  readonly terminal: Terminal;
  readonly stdout: Writable;
}

interface Target {
  /** Null: standard output. */
  readonly path: string | null;
}

/**
 * Files first: whatever becomes of standard output, they are there. An output that fails is said when the others are
 * written.
 */
export async function writeEach<Output extends Target>(
  outputs: readonly Output[],
  write: (output: Output) => Promise<void>,
): Promise<void> {
  const failed: Error[] = [];
  for (const output of outputs.toSorted((a, b) => Number(a.path === null) - Number(b.path === null))) {
    await write(output).catch((error: unknown) => failed.push(toError(error, output)));
  }
  const bug = failed.find((each) => !(each instanceof UsageError));
  if (bug) throw bug;
  if (failed.length > 0) throw new UsageError(failed.map((each) => each.message).join('; '));
}

/** What the system refused is the user's to mend; anything else is a fault in a renderer. */
function toError(error: unknown, { path }: Target): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!('code' in error)) return error;
  return new UsageError(`cannot write ${path ?? 'to standard output'}: ${error.message}`);
}

/** To a file, whole or not at all, or to standard output, whose reader (head, less) may have had enough any time. */
export async function writePieces(path: string | null, pieces: Pieces, stdout: Writable): Promise<void> {
  if (path !== null) return writeWhole(path, pieces);
  await pipeline(readableOf(pieces), stdout, { end: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
