import { constants, zstdCompressSync } from 'node:zlib';
import { ByteWriter, type ParquetWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';

export type ColumnChunk = ParquetWriter['row_groups'][number]['columns'][number];
type Metadata = NonNullable<ColumnChunk['meta_data']>;

/** The texts of a column in some rows. */
export interface Texts {
  readonly rows: number;
  /** How many different texts there may be. */
  readonly different: number;
  /** -1: null. */
  readonly codeOf: (row: number) => number;
  readonly bytesOf: (code: number) => Uint8Array;
}

/** How a column of texts stands in a schema. */
export function textElement(name: string): ParquetWriter['schema'][number] {
  return {
    name,
    type: 'BYTE_ARRAY',
    repetition_type: 'OPTIONAL',
    converted_type: 'UTF8',
    logical_type: { type: 'STRING' },
  };
}

/** A page of plain values is about so large. */
const PAGE_BYTES = 1 << 20;

export function zstd(bytes: string | Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}

/**
 * Writes texts whose different ones are known already, so that none is looked for again: hyparquet-writer's own chunks
 * want each value as a text. https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
export function writeTexts(writer: ByteWriter, name: string, texts: Texts): ColumnChunk {
  const start = writer.offset;
  const { levels, indices, codes } = indexed(texts);
  const isDictionary = codes.length * 2 <= indices.length;
  let dataAt = start;
  let uncompressed = 0;
  if (isDictionary) {
    uncompressed += writeDictionary(writer, texts, codes);
    dataAt = writer.offset;
    uncompressed += writePage(
      writer,
      'RLE_DICTIONARY',
      levels,
      indices.length,
      indexBytes(indices, codes.length),
    );
  } else uncompressed += writePlainPages(writer, texts, levels);
  return chunkOf(name, 'BYTE_ARRAY', {
    encodings: isDictionary ? ['PLAIN', 'RLE_DICTIONARY'] : ['PLAIN'],
    num_values: BigInt(texts.rows),
    total_compressed_size: BigInt(writer.offset - start),
    total_uncompressed_size: BigInt(uncompressed),
    data_page_offset: BigInt(dataAt),
    ...(isDictionary ? { dictionary_page_offset: BigInt(start) } : {}),
    statistics: { null_count: BigInt(texts.rows - indices.length) },
  });
}

/** Microseconds since 1970, none of them null. */
export function writeTimes(writer: ByteWriter, name: string, micros: readonly number[]): ColumnChunk {
  const start = writer.offset;
  const values = new BigInt64Array(micros.map(BigInt));
  const levels = new Uint8Array(micros.length).fill(1);
  const uncompressed = writePage(writer, 'PLAIN', levels, values.length, new Uint8Array(values.buffer));
  const sorted = values.toSorted();
  return chunkOf(name, 'INT64', {
    encodings: ['PLAIN'],
    num_values: BigInt(values.length),
    total_compressed_size: BigInt(writer.offset - start),
    total_uncompressed_size: BigInt(uncompressed),
    data_page_offset: BigInt(start),
    statistics: { null_count: 0n, min_value: sorted[0] ?? 0n, max_value: sorted.at(-1) ?? 0n },
  });
}

function chunkOf(
  name: string,
  type: Metadata['type'],
  metadata: Omit<Metadata, 'type' | 'path_in_schema' | 'codec'>,
): ColumnChunk {
  return {
    file_offset: metadata.data_page_offset,
    meta_data: { type, path_in_schema: [name], codec: 'ZSTD', ...metadata },
  };
}

interface Indexed {
  /** 1: there is a text. */
  readonly levels: Uint8Array;
  /** Of the rows that have one, its place among `codes`. */
  readonly indices: Int32Array;
  readonly codes: readonly number[];
}

function indexed({ rows, different, codeOf }: Texts): Indexed {
  const levels = new Uint8Array(rows);
  const indices = new Int32Array(rows);
  const codes: number[] = [];
  /** Of each code its place among those that are used, plus one. */
  const placeOf = new Int32Array(different);
  let filled = 0;
  for (let row = 0; row < rows; row += 1) {
    const code = codeOf(row);
    if (code === -1) continue;
    levels[row] = 1;
    if (placeOf[code] === 0) placeOf[code] = codes.push(code);
    indices[filled] = (placeOf[code] ?? 0) - 1;
    filled += 1;
  }
  return { levels, indices: indices.subarray(0, filled), codes };
}

function writeDictionary(writer: ByteWriter, { bytesOf }: Texts, codes: readonly number[]): number {
  const plain = plainBytes(codes.map(bytesOf));
  const compressed = zstd(plain);
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: plain.length,
    compressed_page_size: compressed.length,
    dictionary_page_header: { num_values: codes.length, encoding: 'PLAIN' },
  });
  const header = writer.offset - start;
  writer.appendBytes(compressed);
  return header + plain.length;
}

function indexBytes(indices: Int32Array, different: number): Uint8Array {
  const bits = different <= 1 ? 0 : 32 - Math.clz32(different - 1);
  const bytes = new ByteWriter(indices.length);
  bytes.appendUint8(bits);
  writeRleBitPackedHybrid(bytes, indices, bits);
  return bytes.getBytes();
}

function writePlainPages(writer: ByteWriter, { rows, codeOf, bytesOf }: Texts, levels: Uint8Array): number {
  let written = 0;
  let first = 0;
  let values: Uint8Array[] = [];
  let bytes = 0;
  for (let row = 0; row < rows; row += 1) {
    const code = codeOf(row);
    if (code !== -1) {
      const value = bytesOf(code);
      values.push(value);
      bytes += value.length;
    }
    if (bytes < PAGE_BYTES && row + 1 < rows) continue;
    written += writePage(writer, 'PLAIN', levels.subarray(first, row + 1), values.length, plainBytes(values));
    [first, values, bytes] = [row + 1, [], 0];
  }
  return written;
}

/** Each after its length. */
function plainBytes(values: readonly Uint8Array[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(values.reduce((sum, { length }) => sum + length + 4, 0));
  let at = 0;
  for (const value of values) {
    bytes.writeUInt32LE(value.length, at);
    bytes.set(value, at + 4);
    at += value.length + 4;
  }
  return bytes;
}

function writePage(
  writer: ByteWriter,
  encoding: 'PLAIN' | 'RLE_DICTIONARY',
  levels: Uint8Array,
  filled: number,
  values: Uint8Array,
): number {
  const levelBytes = new ByteWriter();
  writeRleBitPackedHybrid(levelBytes, levels, 1);
  const compressed = zstd(values);
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levelBytes.offset + values.length,
    compressed_page_size: levelBytes.offset + compressed.length,
    data_page_header_v2: {
      num_values: levels.length,
      num_nulls: levels.length - filled,
      num_rows: levels.length,
      encoding,
      definition_levels_byte_length: levelBytes.offset,
      repetition_levels_byte_length: 0,
      is_compressed: true,
    },
  });
  const header = writer.offset - start;
  writer.appendBytes(levelBytes.getBytes());
  writer.appendBytes(compressed);
  return header + levelBytes.offset + values.length;
}
