import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PRACTICES } from '../model/practice.ts';
import { FRAMEWORK_CALLS } from '../sources/aws/framework-calls.ts';
import { ALL_COLLECTORS } from '../sources/aws/services/index.ts';
import { CATALOGUE } from './catalogue.ts';

const ROOT = join(import.meta.dirname, '../..');
const CALLS = new Set([...ALL_COLLECTORS.flatMap((each) => each.calls), ...FRAMEWORK_CALLS]);
const FRAMEWORK_TYPES = ['AWS::::Account', 'AWS::::Region'];

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(ROOT, 'src/practices', folder));
}

test('ids are unique and in kebab case', () => {
  const ids = CATALOGUE.map((check) => check.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
});

test.each(PRACTICES)(
  'practice $practice: every check lies in its folder, named after its id, its test beside it',
  ({ practice, folder }) => {
    const files = filesOf(folder);
    const sources = files.filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts',
    );
    for (const source of sources) expect(files, source).toContain(source.replace(/\.ts$/, '.test.ts'));
    for (const { id } of CATALOGUE.filter((check) => check.practice === practice)) {
      const home = sources.filter(
        (source) => id === source.slice(0, -3) || id.startsWith(`${source.slice(0, -3)}-`),
      );
      expect(home, `a file named after ${id}`).not.toEqual([]);
    }
  },
);

test.each(CATALOGUE.map((check) => [check.id, check] as const))('%s: metadata is complete', (_id, check) => {
  expect(check.title).toMatch(/^[A-Z].*[^.]$/s);
  expect(check.rationale).toMatch(/^[A-Z"'].*\.$/s);
  expect(check.remediation).toMatch(/^[A-Z"'].*\.$/s);
  expect(check.reads.length).toBeGreaterThan(0);
  expect([...new Set(check.reads)]).toEqual(check.reads);
  for (const read of check.reads) expect(CALLS, `${read} is made by a collector`).toContain(read);
  for (const equivalent of check.equivalents)
    expect(equivalent).toMatch(/^(prowler:[a-z0-9_]+|config:[a-z0-9-]+)$/);
  expect([...new Set(check.controls)]).toEqual(check.controls);
  expect(existsSync(join(ROOT, 'docs/checks', `${check.id}.md`)), 'its page: npm run generate').toBe(true);
});

test.each(CATALOGUE.map((check) => [check.id, check] as const))(
  '%s: the type it judges is collected',
  (_id, check) => {
    const types = [...FRAMEWORK_TYPES, ...ALL_COLLECTORS.map((each) => each.type)];
    expect(types).toContain(check.resource);
  },
);
