import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { EVENT_COLUMNS } from '../event-columns.ts';
import type { EventTable } from './event-table.ts';
import { type ColumnChunk, textElement, writeTexts, writeTimes } from './parquet-chunk.ts';

/** So many are read at once; of a part's rows those of a time lie together. */
const GROUP_ROWS = 40_000;

type SchemaElement = ParquetWriter['schema'][number];

const SCHEMA: SchemaElement[] = [
  { name: 'events', num_children: EVENT_COLUMNS.length },
  ...EVENT_COLUMNS.map(({ name, type }): SchemaElement => {
    if (type === 'VARCHAR') return textElement(name);
    return {
      name,
      type: 'INT64',
      repetition_type: 'OPTIONAL',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
    };
  }),
];

/** A Parquet file of some rows of the table, in their order; `uris` are those of its files. */
export async function partFile(
  table: EventTable,
  rows: Int32Array,
  uris: readonly string[],
): Promise<Uint8Array> {
  const writer = new ByteWriter(1 << 20);
  const file = new ParquetWriter({ writer, schema: SCHEMA, codec: 'ZSTD', createdBy: 'rampart' });
  for (let from = 0; from < rows.length; from += GROUP_ROWS) {
    const group = rows.subarray(from, from + GROUP_ROWS);
    const start = writer.offset;
    const columns = EVENT_COLUMNS.map(({ name }) => chunkOf(writer, table, name, group, uris));
    file.row_groups.push({
      columns,
      total_byte_size: columns.reduce(
        (sum, each) => sum + (each.meta_data?.total_uncompressed_size ?? 0n),
        0n,
      ),
      total_compressed_size: BigInt(writer.offset - start),
      num_rows: BigInt(group.length),
    });
  }
  file.num_rows = BigInt(rows.length);
  await file.finish();
  return writer.getBytes();
}

function chunkOf(
  writer: ByteWriter,
  table: EventTable,
  name: string,
  rows: Int32Array,
  uris: readonly string[],
): ColumnChunk {
  if (name === 'event_time')
    return writeTimes(
      writer,
      name,
      Array.from(rows, (row) => table.times[row] ?? 0),
    );
  if (name === 'source_file')
    return writeTexts(writer, name, {
      rows: rows.length,
      different: uris.length,
      codeOf: (at) => table.files[rows[at] ?? 0] ?? -1,
      bytesOf: (code) => Buffer.from(uris[code] ?? ''),
    });
  const column = table.column(name);
  return writeTexts(writer, name, {
    rows: rows.length,
    different: column.different,
    codeOf: (at) => column.code(rows[at] ?? 0),
    bytesOf: (code) => column.bytesOf(code),
  });
}
