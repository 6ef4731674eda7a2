import type { EventRow } from '../questions/event-row.ts';

/** As `ORDER BY event_time DESC, event_id` of SQL has them: ids by their bytes. */
export function latestOf<Found extends { readonly row: EventRow }>(
  found: readonly Found[],
  limit: number,
): readonly Found[] {
  return found.toSorted((a, b) => compareRows(a.row, b.row)).slice(0, limit);
}

function compareRows(a: EventRow, b: EventRow): number {
  if (a.event_time !== b.event_time) return a.event_time < b.event_time ? 1 : -1;
  return Buffer.compare(Buffer.from(a.event_id), Buffer.from(b.event_id));
}
