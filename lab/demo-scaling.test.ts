import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { simulateScaling } from '../src/app/scaling/simulate-scaling.ts';
import { assess } from '../src/assess/assess.ts';
import { Inventory } from '../src/inventory/inventory.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { ScalingDocument } from '../src/report/scaling/scaling-document.ts';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { LAB_SETTINGS } from './lab-settings.ts';
import { accountIds } from './organisation/accounts.ts';

let snapshot: Snapshot;
let findings: readonly Finding[];

beforeAll(async () => {
  snapshot = await readSnapshot(join(import.meta.dirname, 'demo', 'organisation.snapshot'));
  const checks = CATALOGUE.filter(({ id }) => id === 'asg-absorbs-surge');
  findings = assess(snapshot, {
    checks,
    inventory: new Inventory(snapshot),
    settings: LAB_SETTINGS,
  }).findings;
});

const simulated = (groupName: string, set: readonly string[]): ScalingDocument =>
  simulateScaling(snapshot, { groupName, set, surge: LAB_SETTINGS.surge });

/** `--set`'s words for what a smallest change names. */
const WORDS: Readonly<Record<string, string>> = {
  maxSize: 'max',
  desiredCapacity: 'desired',
  vcpuQuota: 'quota',
  gracePeriod: 'grace',
};

function settingsOf({ smallestChange }: ScalingDocument, less = 0): readonly string[] {
  return (smallestChange?.changes ?? []).map(({ setting, to }) => `${WORDS[setting]}=${Number(to) - less}`);
}

test.each([
  ['tracking-web', 'suspended-process'],
  ['dispatch', 'policy'],
])(
  '%s of the flawed account fails by %s; with the smallest change it absorbs the surge, with less not',
  (name, limit) => {
    const found = findings.find(
      ({ account, resource }) => account === accountIds.flawed && resource.id === name,
    );
    expect(found).toMatchObject({ status: 'fail', evidence: { bindingLimit: limit } });
    const alone = simulated(name, []);
    expect(alone.before.absorbed).toBe(false);
    expect(alone.before.simulation.answers.bindingLimit).toBe(limit);
    expect(found?.evidence).toMatchObject({ smallestChange: { changes: alone.smallestChange?.changes } });
    expect(settingsOf(alone).length).toBeGreaterThan(0);
    expect(simulated(name, settingsOf(alone)).after?.absorbed).toBe(true);
    expect(simulated(name, settingsOf(alone, 1)).after?.absorbed).toBe(false);
  },
);

test('the group of the hardened account absorbs it as it is', () => {
  const own = findings.filter(({ account }) => account === accountIds.hardened);
  expect(own.map(({ status }) => status)).toEqual(['pass']);
  expect(simulated('storefront-web', []).before.absorbed).toBe(true);
});
