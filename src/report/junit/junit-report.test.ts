import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { hostileSample } from '../../../test/hostile-assessment.ts';
import { SMALL_ASSESSMENT } from '../../../test/small-assessment.ts';
import { INSTALLED, JUNIT_SCHEMA } from '../../../test/validators/validators.ts';
import type { Assessment } from '../../model/assessment.ts';
import { junitReport } from './junit-report.ts';

function textOf(assessment: Assessment): string {
  return [...junitReport(assessment)].join('');
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

test('failures fail, what is unknown or suppressed is skipped with its reason, a crash is an error', () => {
  const text = textOf(SMALL_ASSESSMENT);
  expect(text).toMatch(
    /name="unread [^>]*>\s*<skipped message="Not known: s3:GetBucketAcl \(AccessDenied\)\."\/>/,
  );
  expect(text).toMatch(
    /<skipped message="Suppressed until 2026-12-31 by suppressions\.yaml:3: A website, meant to be &lt;open&gt;\."\/>/,
  );
  expect(text).toContain('<error type="crash" message="boom &lt;here&gt;"/>');
  expect(text).toMatch(
    /classname="reading" name="complete" time="0"><error type="unread" message="interrupted/,
  );
  expect(text).toMatch(
    /name="account 777788889999 by [^>]*><error type="unread" message="AccessDenied: no"\/>/,
  );
});

test.each([
  ['of one of everything', SMALL_ASSESSMENT],
  ['of hostile names', hostileSample()],
])('the counts are those of the cases, %s', (_what, assessment) => {
  const text = textOf(assessment);
  const suites = text.split('<testsuite ').slice(1);
  const sum = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  for (const suite of suites) {
    const said = (name: string): number => Number(new RegExp(`^[^>]* ${name}="(\\d+)"`).exec(suite)?.[1]);
    const counted = {
      tests: count(suite, /<testcase /g),
      failures: count(suite, /<failure /g),
      errors: count(suite, /<error /g),
      skipped: count(suite, /<skipped /g),
    };
    for (const name of ['tests', 'failures', 'errors', 'skipped'] as const) {
      expect(said(name), name).toBe(counted[name]);
      sum[name] += counted[name];
    }
  }
  const { tests, failures, errors } = sum;
  expect(text).toContain(
    `<testsuites name="Rampart" tests="${tests}" failures="${failures}" errors="${errors}"`,
  );
});

test('no two cases have the same name, for viewers would take them for one', () => {
  const names = [...textOf(SMALL_ASSESSMENT).matchAll(/<testcase ([^>]*?)time=/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe.skipIf(!INSTALLED)("Jenkins' schema (skipped until npm run validators)", () => {
  test.each([
    ['one of everything', SMALL_ASSESSMENT],
    ['hostile names', hostileSample()],
    ['nothing', { ...SMALL_ASSESSMENT, findings: [], errors: [] }],
  ])('holds with %s', async (_what, assessment) => {
    expect(await faultsOf(textOf(assessment))).toEqual([]);
  });

  test('would tell what is wrong', async () => {
    const broken = textOf(SMALL_ASSESSMENT);
    expect(
      await faultsOf(broken.replace('<failure type', '<fault type').replace('</failure>', '</fault>')),
    ).not.toEqual([]);
    expect(await faultsOf(broken.replace('Bucket closed', 'Bucket \u0001 closed'))).not.toEqual([]);
  });

  async function faultsOf(xml: string): Promise<readonly unknown[]> {
    const schema = [{ fileName: 'junit.xsd', contents: readFileSync(JUNIT_SCHEMA, 'utf8') }];
    return (await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema })).errors;
  }
});
