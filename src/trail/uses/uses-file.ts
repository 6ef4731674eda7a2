import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { textElement, zstd } from '../ingest/parquet-chunk.ts';
import type { UseSum, UseSums } from './use-sums.ts';
import { BETWEEN_ACTIONS, USES_COLUMNS } from './uses-table.ts';

type SchemaElement = ParquetWriter['schema'][number];

/** A Parquet file of the table `uses`. */
export async function usesFile(sums: UseSums): Promise<Uint8Array> {
  const all = sums.all();
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'uses', num_children: USES_COLUMNS.length }, ...USES_COLUMNS.map(element)],
    codec: 'ZSTD',
    compressors: { ZSTD: zstd },
    createdBy: 'rampart',
  });
  await file.write({
    columnData: USES_COLUMNS.map(([name]) => ({
      name,
      data: all.map(VALUES[name]),
      ...PLAIN,
    })),
    rowGroupSize: 100_000,
  });
  await file.finish();
  return writer.getBytes();
}

/** No dictionary is tried, for what is the same is compressed, and nothing is sought by them. */
const PLAIN = { encoding: 'PLAIN', statistics: false } as const;

const VALUES: Readonly<Record<(typeof USES_COLUMNS)[number][0], (sum: UseSum) => unknown>> = {
  account_id: ({ alike }) => alike.account,
  event_date: ({ alike }) => alike.date,
  principal: ({ alike }) => alike.principal,
  user_type: ({ alike }) => alike.userType,
  event_source: ({ alike }) => alike.source,
  event_name: ({ alike }) => alike.name,
  outcome: ({ alike }) => alike.outcome,
  kind: ({ alike }) => alike.kind,
  actions: ({ alike }) => alike.actions?.join(BETWEEN_ACTIONS) ?? null,
  is_data: ({ alike }) => alike.isData,
  calls: ({ calls }) => BigInt(calls),
  first_used: ({ firstUsed }) => firstUsed,
  last_used: ({ lastUsed }) => lastUsed,
  resources: ({ alike, resources }) => (alike.principal === null ? null : JSON.stringify([...resources])),
};

function element([name, type]: (typeof USES_COLUMNS)[number]): SchemaElement {
  const own = { name, repetition_type: 'OPTIONAL' } as const;
  if (type === 'BOOLEAN') return { ...own, type };
  return type === 'BIGINT' ? { ...own, type: 'INT64' } : textElement(name);
}
