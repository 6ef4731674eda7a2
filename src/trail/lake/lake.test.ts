import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anEvent, logOf, newFolder, put, takeIn } from '../../../test/trail/log-folder.ts';

test('the filters of former versions, which nothing reads, go with the next ingest', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'log.json', logOf([anEvent()]));
  await takeIn(folder, lake);
  put(lake, 'filters/00000001.filter', Buffer.from('old'));
  await takeIn(folder, lake);
  expect(existsSync(join(lake, 'filters'))).toBe(false);
  expect(existsSync(join(lake, 'parts'))).toBe(true);
});
