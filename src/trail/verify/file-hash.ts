import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { unpackedPieces } from '../ingest/unpacked.ts';
import type { LogSource, SourceFile } from '../log-source.ts';

export interface Reading {
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** SHA-256 of what a file holds unpacked, as digests have it. Each piece is handed on, too. */
export async function fileHash(
  source: LogSource,
  file: SourceFile,
  { scratch, signal }: Reading,
  onPiece: (piece: Buffer) => void = () => {},
): Promise<string> {
  const path = await source.fetch(file, scratch, signal);
  const hash = createHash('sha256');
  try {
    for await (const piece of unpackedPieces(path)) {
      hash.update(piece);
      onPiece(piece);
    }
  } finally {
    if (path !== file.uri) await rm(path, { force: true });
  }
  return hash.digest('hex');
}
