import { constants, zstdCompressSync } from 'node:zlib';
import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import type { EventPages } from './event-pages.ts';

type ColumnChunk = ParquetWriter['row_groups'][number]['columns'][number];
type Metadata = NonNullable<ColumnChunk['meta_data']>;

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

/** With a checksum of what was compressed, four bytes: whoever unpacks a page that was damaged is told. RFC 8878, 3.1.1 */
export function zstd(bytes: string | Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  });
}

/**
 * Writes texts whose different ones are known already, so that none is looked for again: hyparquet-writer's own chunks
 * want each value as a text. https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
export function writeTexts(writer: ByteWriter, name: string, pages: EventPages, column: number): ColumnChunk {
  const start = writer.offset;
  const { filled, different } = pages.index(column);
  const isDictionary = different * 2 <= filled;
  const dictionaryBytes = isDictionary ? writeDictionary(writer, pages.dictionary(column), different) : 0;
  const dataAt = writer.offset;
  const dataBytes = isDictionary
    ? writePage(writer, 'RLE_DICTIONARY', pages.rows, pages.indices())
    : writePlainPages(writer, pages, column);
  return chunkOf(name, 'BYTE_ARRAY', {
    encodings: isDictionary ? ['PLAIN', 'RLE_DICTIONARY'] : ['PLAIN'],
    num_values: BigInt(pages.rows),
    total_compressed_size: BigInt(writer.offset - start),
    total_uncompressed_size: BigInt(dictionaryBytes + dataBytes),
    data_page_offset: BigInt(dataAt),
    ...(isDictionary ? { dictionary_page_offset: BigInt(start) } : {}),
    statistics: { null_count: BigInt(pages.rows - filled) },
  });
}

/** Microseconds since 1970, none of them null. */
export function writeTimes(writer: ByteWriter, name: string, pages: EventPages, column: number): ColumnChunk {
  const start = writer.offset;
  const { rows } = pages;
  pages.index(column);
  const { earliest, latest, page } = pages.times();
  const uncompressed = writePage(writer, 'PLAIN', rows, page);
  return chunkOf(name, 'INT64', {
    encodings: ['PLAIN'],
    num_values: BigInt(rows),
    total_compressed_size: BigInt(writer.offset - start),
    total_uncompressed_size: BigInt(uncompressed),
    data_page_offset: BigInt(start),
    statistics: { null_count: 0n, min_value: BigInt(earliest), max_value: BigInt(latest) },
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

function writeDictionary(writer: ByteWriter, texts: Uint8Array, different: number): number {
  const compressed = zstd(texts);
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: texts.length,
    compressed_page_size: compressed.length,
    dictionary_page_header: { num_values: different, encoding: 'PLAIN' },
  });
  const header = writer.offset - start;
  writer.appendBytes(compressed);
  return header + texts.length;
}

function writePlainPages(writer: ByteWriter, pages: EventPages, column: number): number {
  let written = 0;
  let from = 0;
  while (from < pages.rows) {
    const { to, page } = pages.plain(column, from);
    written += writePage(writer, 'PLAIN', to - from, page);
    from = to;
  }
  return written;
}

/** Of version 1, whose levels are compressed with the values: the checksum is of both. `rows`: with those that are null. */
function writePage(
  writer: ByteWriter,
  encoding: 'PLAIN' | 'RLE_DICTIONARY',
  rows: number,
  page: Uint8Array,
): number {
  const compressed = zstd(page);
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DATA_PAGE',
    uncompressed_page_size: page.length,
    compressed_page_size: compressed.length,
    data_page_header: {
      num_values: rows,
      encoding,
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    },
  });
  const header = writer.offset - start;
  writer.appendBytes(compressed);
  return header + page.length;
}
