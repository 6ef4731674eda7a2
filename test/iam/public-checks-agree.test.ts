import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publicInAccounts } from '../../src/app/iam/find-public.ts';
import { assess } from '../../src/assess/assess.ts';
import { CATALOGUE } from '../../src/practices/catalogue.ts';
import { readSnapshot } from '../../src/sources/snapshot-file/snapshot-file.ts';

const CHECKS = CATALOGUE.filter(
  ({ id, practice }) => practice === 6 && /-(not-public|no-external-access)$/.test(id),
);
const TYPES = new Set<string>(CHECKS.map(({ resource }) => resource));
const DEMO = join(import.meta.dirname, '../../lab/demo/organisation.snapshot');

test.each([
  ['public', '-not-public'],
  ['external', '-no-external-access'],
] as const)('iam public and the checks find the same policies %s', async (audience, suffix) => {
  const snapshot = await readSnapshot(DEMO);
  const { resources } = publicInAccounts(snapshot, []);
  const open = resources.filter((each) => TYPES.has(each.type) && each[audience].answer === 'yes');
  const { findings } = assess(snapshot, { checks: CHECKS.filter(({ id }) => id.endsWith(suffix)) });
  const failed = findings
    .filter(({ status }) => status === 'fail')
    .map(({ evidence }) => JSON.stringify(evidence['policy']));
  expect(failed.length).toBeGreaterThan(8);
  expect(failed.toSorted()).toEqual(open.map(({ arn }) => JSON.stringify(arn)).toSorted());
});
