import { expect, test } from 'vitest';
import { rampart } from '../rampart-process.ts';
import { anEvent, logOf, newFolder, put, takeIn } from './log-folder.ts';

async function aLake(): Promise<string> {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'log.json', logOf([anEvent()]));
  await takeIn(folder, lake);
  return lake;
}

test.each<[readonly string[], string]>([
  [['used', '--from', 'yesterday'], '(rampart trail used --help)'],
  [['used', '--principal', ''], "option '--principal <ARN>' argument '' is invalid. expected a name."],
  [['timeline', '--ip', ' '], "option '--ip <ADDRESS>' argument ' ' is invalid. expected a name."],
  [['who', ''], "value '' is invalid for argument 'RESOURCE'. expected a name."],
  [
    ['used', '--from', '2026-11-20', '--to', '2026-11-01'],
    'rampart: --from: 2026-11-20T00:00:00.000Z is not before --to, 2026-11-01T00:00:00.000Z',
  ],
  [
    ['detect', '--from', '2026-11-20', '--to', '2026-11-20'],
    'rampart: --from: 2026-11-20T00:00:00.000Z is not before --to, 2026-11-20T00:00:00.000Z',
  ],
])('trail %j: a sentence, and 2', async (args, told) => {
  const { code, stdout, stderr } = await rampart(['trail', ...args, '--lake', await aLake()]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(told);
  expect(stderr).not.toContain('    at ');
});
