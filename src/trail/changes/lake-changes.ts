import { type Commit, isWithin, type Part } from '../lake/commit.ts';
import { changeIndexPath, type Lake } from '../lake/lake.ts';
import { type EventRow, timeText } from '../questions/event-row.ts';
import { type NamedResource, placesNaming } from '../questions/named-resource.ts';
import type { Window } from '../window.ts';
import { DamagedBlock } from './block-file.ts';
import { ChangeIndex } from './change-index.ts';
import { type ChangeRecord, SHARED_FIELDS, type SharedField } from './change-record.ts';
import { KEPT_LENGTH } from './index-layout.ts';
import { latestOf } from './latest.ts';

/** A change to the resource that was asked for. */
export interface FoundChange {
  readonly row: EventRow;
  readonly named: readonly string[];
}

export interface FoundChanges {
  /** The latest, by the indexes. */
  readonly found: readonly FoundChange[];
  /** Parts whose index is missing or damaged, or of before there were any: they may have others as late. */
  readonly unread: readonly Part[];
}

/** The latest changes to a resource by the lake's indexes: of each commit, and none that is older than enough of them. */
export function lakeChanges(
  lake: Lake,
  resource: NamedResource,
  { window, limit }: { readonly window: Window; readonly limit: number },
): FoundChanges {
  let found: readonly FoundChange[] = [];
  const unread: Part[] = [];
  for (const { commit, parts, last } of latestFirst(lake, window)) {
    const enough = found[limit - 1];
    if (enough && enough.row.event_time.slice(0, 10) > last) break;
    const changes = changesOf(lake, commit, resource, window);
    if (changes) found = latestOf([...found, ...changes], limit);
    else unread.push(...parts);
  }
  return { found, unread };
}

interface DatedCommit {
  readonly commit: Commit;
  /** Those of the window, and the last of their days. */
  readonly parts: readonly Part[];
  readonly last: string;
}

function latestFirst({ commits }: Lake, window: Window): readonly DatedCommit[] {
  return commits
    .map((commit) => {
      const parts = commit.parts.filter((each) => isWithin(each, window));
      const last = parts.reduce((latest, { date }) => (date > latest ? date : latest), '');
      return { commit, parts, last };
    })
    .filter(({ parts }) => parts.length > 0)
    .sort((a, b) => (a.last < b.last ? 1 : -1));
}

/** Null: the index does not tell. */
function changesOf(
  lake: Lake,
  commit: Commit,
  resource: NamedResource,
  window: Window,
): readonly FoundChange[] | null {
  if (!commit.changes || resource.exact.length >= KEPT_LENGTH) return null;
  let index: ChangeIndex | null = null;
  try {
    index = new ChangeIndex(changeIndexPath(lake, commit.number), commit.changes);
    return changesIn(index, commit, resource, window);
  } catch (error) {
    if (error instanceof DamagedBlock || (error instanceof Error && 'code' in error)) return null;
    throw error;
  } finally {
    index?.close();
  }
}

function changesIn(
  index: ChangeIndex,
  commit: Commit,
  resource: NamedResource,
  window: Window,
): readonly FoundChange[] {
  const found: FoundChange[] = [];
  for (const [change, texts] of index.naming(resource)) {
    const record = index.record(change);
    if (!isIn(record, window)) continue;
    const row = rowOf(index, commit, record);
    const named = placesNaming(texts, row, resource);
    if (named.length > 0) found.push({ row, named });
  }
  return found;
}

function isIn({ micros }: ChangeRecord, { from, to }: Window): boolean {
  return (
    (from === undefined || micros >= Date.parse(from) * 1_000) &&
    (to === undefined || micros < Date.parse(to) * 1_000)
  );
}

/** As the table `events` has it. */
function rowOf(index: ChangeIndex, { files }: Commit, record: ChangeRecord): EventRow {
  const { micros, file, eventId, fields } = record;
  const shared = Object.fromEntries(SHARED_FIELDS.map((name, at) => [name, index.text(fields[at] ?? -1)]));
  return {
    ...(shared as Pick<EventRow, SharedField>),
    event_time: timeText(micros),
    event_id: 'uuid' in eventId ? eventId.uuid : (index.text(eventId.text) ?? ''),
    source_file: files[file]?.uri ?? '',
  };
}
