import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectorsFor, runScan } from '../src/app/scan.ts';
import { takeSnapshot } from '../src/app/snapshot-source.ts';
import { Inventory, type Scope } from '../src/inventory/inventory.ts';
import { PRACTICES } from '../src/model/practice.ts';
import type { Reading } from '../src/model/reading.ts';
import type { ResourceOf, ResourceType } from '../src/model/resource-types.ts';
import { DEFAULT_SETTINGS } from '../src/model/settings.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { Check } from '../src/practices/check.ts';

const source = {
  recording: join(import.meta.dirname, '../lab/demo/recording'),
  roleArns: [],
  regions: [],
  excludedRegions: [],
  asOf: '2026-11-20T09:00:00.000Z',
};
const snapshot = await takeSnapshot(source);
const whole = await runScan(source);

test.each(PRACTICES)(
  'practice $practice alone finds what the whole scan finds of it',
  async ({ practice }) => {
    const alone = await runScan({ ...source, practices: [practice] });
    expect(alone.findings).toEqual(whole.findings.filter((each) => each.practice === practice));
  },
);

test('no two findings share an id', () => {
  const ids = whole.findings.map((each) => each.id);
  expect(ids.length).toBeGreaterThan(500);
  expect(new Set(ids).size).toBe(ids.length);
});

test('what is unknown says why', () => {
  const unexplained = whole.findings.filter((each) => (each.status === 'unknown') !== each.unread.length > 0);
  expect(unexplained).toEqual([]);
});

/** An inventory that notes which types it is asked for. */
class WatchedInventory extends Inventory {
  readonly asked = new Set<ResourceType>();

  override of<Type extends ResourceType>(type: Type): readonly ResourceOf<Type>[] {
    this.asked.add(type);
    return super.of(type);
  }

  override all<Type extends ResourceType>(type: Type, scope?: Scope): Reading<readonly ResourceOf<Type>[]> {
    this.asked.add(type);
    return super.all(type, scope);
  }

  override gaps(type: ResourceType, scope?: Scope): ReturnType<Inventory['gaps']> {
    this.asked.add(type);
    return super.gaps(type, scope);
  }
}

function typesAskedBy(check: Check): ReadonlySet<ResourceType> {
  const inventory = new WatchedInventory(snapshot);
  for (const resource of inventory.of(check.resource))
    check.evaluate(resource, { inventory, settings: DEFAULT_SETTINGS, asOf: source.asOf });
  return inventory.asked;
}

test.each(CATALOGUE.map((check) => [check.id, check] as const))(
  '%s: its reads bring every type that it asks for',
  (_id, check) => {
    const collected = new Set(collectorsFor([check]).map((each) => each.type));
    const missing = [...typesAskedBy(check)].filter(
      (type) => !type.startsWith('AWS::::') && !collected.has(type),
    );
    expect(missing).toEqual([]);
  },
);
