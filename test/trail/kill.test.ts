import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openEvents } from '../../src/trail/open-events.ts';
import { changesOf } from '../../src/trail/questions/who.ts';
import { startRampart } from '../rampart-process.ts';
import { anEvent, ask, eventIds, idOf, logOf, newFolder, put } from './log-folder.ts';

const FILES = 60;
const EVENTS = 400;

/** Gzip leaves little of events that are alike: large texts make several batches. */
function aBigFolder(): { readonly folder: string; readonly ids: readonly string[] } {
  const folder = newFolder();
  const ids: string[] = [];
  for (let file = 0; file < FILES; file += 1) {
    const events = Array.from({ length: EVENTS }, (_, index) =>
      anEvent({
        eventTime: `2026-11-${10 + (file % 3)}T${String(index % 24).padStart(2, '0')}:00:00Z`,
        readOnly: index % 2 === 0,
        requestParameters: { groupId: 'sg-1', noise: Array.from({ length: 30 }, () => Math.random()).join() },
      }),
    );
    ids.push(...events.map((each) => idOf(each)));
    put(folder, `${file}.json`, logOf(events));
  }
  return { folder, ids: ids.sort() };
}

test('killed at random moments and run again: every event is in once', async () => {
  const { folder, ids } = aBigFolder();
  const lake = join(newFolder(), 'lake');
  const run = (): ReturnType<typeof startRampart> =>
    startRampart(['trail', 'ingest', folder, '--lake', lake, '--output', 'json', '--quiet']);
  let killed = 0;
  for (let round = 0; round < 12; round += 1) {
    const { child, finished } = run();
    await Promise.race([setTimeout(400 + Math.random() * 1500), finished]);
    child.kill('SIGKILL');
    const { code } = await finished;
    killed += code === null ? 1 : 0;
    if (round % 4 === 3) await expect(uncounted(lake)).resolves.toBe(0);
  }
  expect(killed).toBeGreaterThan(0);
  const { code, stderr } = await run().finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await eventIds(lake)).toEqual(ids);
  const changes = await ask(lake, "SELECT event_id FROM events WHERE read_only = 'false' ORDER BY event_id");
  expect(await indexedIds(lake)).toEqual(changes.flat());
}, 300_000);

/** Events that are there more than once, of a lake that is half full. */
async function uncounted(lake: string): Promise<number> {
  const rows = await ask(lake, 'SELECT event_id FROM events GROUP BY event_id HAVING count(*) > 1').catch(
    // Killed before there was one.
    (error: Error) => (/there is no lake/.test(error.message) ? [] : Promise.reject(error)),
  );
  return rows.length;
}

/** Of all changes that the indexes know of. */
async function indexedIds(lake: string): Promise<readonly string[]> {
  const events = await openEvents(lake, { changing: true });
  const { changes } = await changesOf(events, 'sg-1', { limit: FILES * EVENTS });
  events.close();
  return changes.map(({ eventId }) => eventId).sort();
}
