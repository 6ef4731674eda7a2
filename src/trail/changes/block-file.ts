import { readSync } from 'node:fs';
import { crc32, zstdDecompressSync } from 'node:zlib';
import { zstd } from '../ingest/parquet-chunk.ts';

/** Where a compressed block stands in its file, its length there, and the CRC-32 of its bytes. */
export type Block = readonly [offset: number, length: number, sum: number];

/** A file of blocks, each of which can be read and trusted without the others. */
export class BlockWriter {
  readonly #blocks: Uint8Array[] = [];
  #length = 0;

  add(content: string | Uint8Array): Block {
    const bytes = zstd(content);
    const block: Block = [this.#length, bytes.length, crc32(bytes)];
    this.#blocks.push(bytes);
    this.#length += bytes.length;
    return block;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#blocks);
  }
}

/** By the descriptor of the open file. @throws Error where other bytes stand there. */
export function readBlock(file: number, [offset, length, sum]: Block): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const read = readSync(file, bytes, 0, length, offset);
  if (read !== length || crc32(bytes) !== sum) throw new DamagedBlock();
  return zstdDecompressSync(bytes, { chunkSize: 65536 });
}

export class DamagedBlock extends Error {}
