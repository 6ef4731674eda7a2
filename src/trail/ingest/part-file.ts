import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { EVENT_COLUMNS } from '../event-columns.ts';
import type { EventIntake } from './event-intake.ts';
import { textElement, writeTexts, writeTimes } from './parquet-chunk.ts';

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

/** A Parquet file of some rows of what was read, in their order. */
export async function partFile(intake: EventIntake, rows: Int32Array): Promise<Uint8Array> {
  const writer = new ByteWriter(1 << 20);
  const file = new ParquetWriter({ writer, schema: SCHEMA, codec: 'ZSTD', createdBy: 'rampart' });
  for (let from = 0; from < rows.length; from += GROUP_ROWS) {
    const pages = intake.pages(rows.subarray(from, from + GROUP_ROWS));
    const start = writer.offset;
    const columns = EVENT_COLUMNS.map(({ name, type }, place) =>
      (type === 'VARCHAR' ? writeTexts : writeTimes)(writer, name, pages, place),
    );
    file.row_groups.push({
      columns,
      total_byte_size: columns.reduce(
        (sum, each) => sum + (each.meta_data?.total_uncompressed_size ?? 0n),
        0n,
      ),
      total_compressed_size: BigInt(writer.offset - start),
      num_rows: BigInt(pages.rows),
    });
  }
  file.num_rows = BigInt(rows.length);
  await file.finish();
  return writer.getBytes();
}
