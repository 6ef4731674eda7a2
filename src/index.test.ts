import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aBucket } from '../test/builders/s3.ts';
import { snapshotOf } from '../test/inventory-of.ts';
import { assess, readConfig, readSuppressions, type SuppressionRule, scan, UsageError } from './index.ts';
import { writeSnapshot } from './sources/snapshot-file/snapshot-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-library-'));
const of = snapshotOf({ resources: [aBucket({ id: 'plain' })] });
const snapshot = join(folder, 'org.snapshot');
await writeSnapshot(snapshot, of);
const config = join(folder, 'rampart.yaml');
writeFileSync(config, 'thresholds: { maxSessionHours: 4 }\nsuppressions: s.yaml');
const file = join(folder, 's.yaml');
writeFileSync(file, '- { resource: plain, reason: accepted }');
const rule: SuppressionRule = { rule: 'mine', reason: 'accepted', expires: null, resources: ['plain'] };

test('scan takes the config by its path or as it was read, with the file that it names', async () => {
  const byPath = await scan({ snapshot, config });
  expect(byPath.settings).toMatchObject({ maxSessionHours: 4 });
  expect(byPath.suppressions).toMatchObject([{ rule: `${file}:1`, state: 'active' }]);
  expect(await scan({ snapshot, config: await readConfig(config) })).toEqual(byPath);
});

test("scan takes rules by their path or as data, in the place of the config's", async () => {
  const byPath = await scan({ snapshot, suppressions: file });
  expect(byPath.summary.suppressed).toBeGreaterThan(0);
  expect(await scan({ snapshot, suppressions: await readSuppressions(file) })).toEqual(byPath);
  expect((await scan({ snapshot, config, suppressions: [] })).suppressions).toEqual([]);
});

test('assess takes rules as data, and refuses one that would hide everything', () => {
  expect(assess(of, { suppressions: [rule] }).suppressions).toMatchObject([
    { rule: 'mine', state: 'active' },
  ]);
  const { resources: _, ...everything } = rule;
  expect(() => assess(of, { suppressions: [everything] })).toThrow(UsageError);
});
