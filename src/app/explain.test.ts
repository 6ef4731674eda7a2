import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { aBucket } from '../../test/builders/s3.ts';
import { deniedCall, snapshotOf } from '../../test/inventory-of.ts';
import { assess } from '../assess/assess.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Finding } from '../model/finding.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import { explanationJsonSchema } from '../report/json/explanation-schema.ts';
import { writeSnapshot } from '../sources/snapshot-file/snapshot-file.ts';
import { explained, printedExplanation } from './explain.ts';

const HOSTILE = "x'; rm -rf ~ #\u001b[2J\u202e";
const folder = mkdtempSync(join(tmpdir(), 'rampart-explain-'));
const resources = [
  aBucket({ id: 'plain', tags: { team: 'logs' } }),
  aBucket({
    id: HOSTILE,
    name: HOSTILE,
    tags: { [HOSTILE]: HOSTILE },
    versioning: deniedCall('s3:GetBucketVersioning'),
  }),
];
const snapshot = join(folder, 'org.snapshot');
await writeSnapshot(snapshot, snapshotOf({ resources }));
const checks = CATALOGUE.filter((each) => each.practice === 12 && !each.optIn);
const assessment: Assessment = assess(snapshotOf({ resources }), { checks });
const path = join(folder, 'assessment.json');
writeFileSync(path, JSON.stringify(assessment));

const LIVE = { roleArns: [], regions: [], excludedRegions: [] } as const;
const FROM_FILE = { ...LIVE, assessment: path };
const WIDE = { color: false, width: 10_000 };

function finding(check: string, id: string): Finding {
  const found = assessment.findings.find((each) => each.check === check && each.resource.id === id);
  if (!found) throw new Error(`no ${check} of ${id}`);
  return found;
}

const versioning = finding('s3-bucket-versioning', 'plain');

test('finds a finding by its id and by the beginning of it, in an assessment and in a snapshot', async () => {
  for (const asked of [versioning.id, versioning.id.slice(0, 8), versioning.id.toUpperCase()]) {
    expect((await explained(asked, FROM_FILE)).finding).toEqual(versioning);
  }
  expect((await explained(versioning.id, { ...LIVE, snapshot })).finding).toEqual(versioning);
});

test('tells the facts, the reasons, the calls and the fix for this resource', async () => {
  const text = printedExplanation(await explained(versioning.id, FROM_FILE), 'table', WIDE);
  expect(text).toContain(`FAIL ${versioning.severity}  s3-bucket-versioning  ${versioning.id}`);
  expect(text).toMatch(/Tags +team=logs/);
  expect(text).toMatch(/Why it matters\n {2}[A-Z]/);
  expect(text).toContain('s3:GetBucketVersioning  answered');
  expect(text).toMatch(/Elsewhere +prowler:s3_bucket_object_versioning/);
  expect(text).toMatch(/Page +docs\/checks\/s3-bucket-versioning\.md/);
});

test('of what is unknown it tells the call, and offers no fix', async () => {
  const unknown = assessment.findings.find((each) =>
    each.unread.some(({ call }) => call === 's3:GetBucketVersioning'),
  );
  const explanation = await explained(unknown!.id, FROM_FILE);
  expect(explanation.fix).toBeNull();
  const text = printedExplanation(explanation, 'table', WIDE);
  expect(text).toMatch(/s3:GetBucketVersioning {2}no answer\n +AccessDenied: not allowed in this test/);
  expect(text).toContain('rampart role');
});

test('says who suppresses it', async () => {
  const suppressed = { rule: 'rules.yaml:4', reason: 'A public website', expires: '2027-01-31' };
  const findings = assessment.findings.map((each) =>
    each.id === versioning.id ? { ...each, suppressed } : each,
  );
  const file = join(folder, 'suppressed.json');
  writeFileSync(file, JSON.stringify({ ...assessment, findings }));
  const text = printedExplanation(
    await explained(versioning.id, { ...LIVE, assessment: file }),
    'table',
    WIDE,
  );
  expect(text).toContain('Suppressed\n  A public website (rules.yaml:4, until 2027-01-31)');
});

test('a finding of a check that this version does not have is told from the assessment alone', async () => {
  const file = join(folder, 'other-version.json');
  writeFileSync(
    file,
    JSON.stringify({ ...assessment, findings: [{ ...versioning, check: 'bucket-is-blue' }] }),
  );
  const explanation = await explained(versioning.id, { ...LIVE, assessment: file });
  expect(explanation).toMatchObject({ check: null, fix: null });
  expect(printedExplanation(explanation, 'table', WIDE)).toContain(
    'this rampart has no check bucket-is-blue',
  );
});

test.each(assessment.findings.map((each) => [`${each.check} ${each.status}`, each] as const))(
  '%s: inert on a terminal, JSON by its schema',
  async (_name, { id }) => {
    const explanation = await explained(id, FROM_FILE);
    const text = printedExplanation(explanation, 'table', { color: true, width: 80 });
    expect(text.replace(/\u001b\[\d+m/g, '')).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/,
    );
    const json = printedExplanation(explanation, 'json', WIDE);
    expect(json).not.toMatch(/[\u001b\u202e]/);
    expect(valid(JSON.parse(json)), JSON.stringify(valid.errors)).toBe(true);
  },
);

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const valid = ajv.compile(explanationJsonSchema());

const twins = [versioning, { ...versioning, id: `${versioning.id.slice(0, 10)}0000000000` }];
const ambiguous = join(folder, 'twins.json');
writeFileSync(ambiguous, JSON.stringify({ ...assessment, findings: twins }));
const mistyped = `${versioning.id.slice(0, 12)}${versioning.id[12] === 'a' ? 'b' : 'a'}${versioning.id.slice(13)}`;

test.each([
  [mistyped, path, new RegExp(`has the id ${mistyped}; did you mean ${versioning.id}\\?$`)],
  ['f'.repeat(20), path, /^none of the \d+ findings has the id f{20}$/],
  ['ffffff', path, /^none of the \d+ findings has an id that begins with ffffff$/],
  [
    versioning.id.slice(0, 8),
    ambiguous,
    /^2 findings have an id that begins with .*: .*\(s3-bucket-versioning, plain\), /,
  ],
  ['abc', path, /^"abc" is no finding's id: expected 4 to 20 characters of 0-9 and a-f$/],
  ['s3-bucket-versioning', path, /is a check, not a finding: rampart checks show s3-bucket-versioning/],
  [
    's3-bucket-versionin',
    path,
    /for the check s3-bucket-versioning, rampart checks show s3-bucket-versioning$/,
  ],
])('%s is refused in one sentence', async (asked, file, message) => {
  await expect(explained(asked, { ...LIVE, assessment: file })).rejects.toThrow(message);
});

test('takes no other source beside an assessment', async () => {
  await expect(explained(versioning.id, { ...FROM_FILE, snapshot, checkIds: ['x'] })).rejects.toThrow(
    /^--snapshot and --check have no effect with --assessment: leave it out$/,
  );
});
