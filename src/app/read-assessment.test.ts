import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aBucket } from '../../test/builders/s3.ts';
import { snapshotOf } from '../../test/inventory-of.ts';
import { assess } from '../assess/assess.ts';
import type { Assessment } from '../model/assessment.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import { jsonReport } from '../report/json/json-report.ts';
import { ndjsonReport } from '../report/json/ndjson-report.ts';
import { writeSnapshot } from '../sources/snapshot-file/snapshot-file.ts';
import { UsageError } from './errors.ts';
import { readAssessment } from './read-assessment.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-assessment-'));
const HOSTILE = 'a"\\b\u001b[31m\u202e{[}]\u2028😀';
const buckets = [aBucket({ id: 'one' }), aBucket({ id: 'two', name: HOSTILE, tags: { [HOSTILE]: HOSTILE } })];
const snapshot = snapshotOf({ resources: buckets });
const checks = CATALOGUE.filter((each) => each.practice === 12);
const assessment = assess(snapshot, { checks });
const json = [...jsonReport(assessment)].join('');

let files = 0;
function written(content: string | Uint8Array): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, content);
  return path;
}

function reading(content: string | Uint8Array): ReturnType<typeof readAssessment> {
  return readAssessment(written(content), (finding) => finding);
}

async function refusal(content: string | Uint8Array): Promise<string> {
  const path = written(content);
  const error = await readAssessment(path, () => null).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (error as Error).message.replaceAll(path, 'a.json');
}

/** The assessment with something else in it. */
function changed(change: (draft: Record<string, unknown>) => unknown): string {
  const draft = JSON.parse(json) as Record<string, unknown>;
  change(draft);
  return JSON.stringify(draft, null, 2);
}

function withWrongChecksum(zipped: Buffer): Buffer {
  return Buffer.concat([zipped.subarray(0, -8), Buffer.alloc(8)]);
}

function changedFinding(change: object): string {
  return changed((draft) => Object.assign((draft['findings'] as object[])[1] ?? {}, change));
}

const { findings, ...header } = JSON.parse(json) as Assessment;

test.each([
  ['as it was written', json],
  ['without spaces', JSON.stringify(JSON.parse(json))],
  ['compressed', gzipSync(json)],
  ['after a byte order mark', `\ufeff${json}`],
  ['with Windows line ends', json.replaceAll('\n', '\r\n')],
  ['with its members in another order', changed((draft) => Object.assign(draft, { schemaVersion: 1 }))],
  [
    'sorted by name',
    JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(json) as object).sort(([a], [b]) => (a < b ? -1 : 1))),
    ),
  ],
])('reads an assessment %s', async (_how, content) => {
  expect(await reading(content)).toMatchObject({ header, findings, findingCount: findings.length });
});

test('keeps what is asked for and counts the rest', async () => {
  const ids = await readAssessment(written(json), ({ id, status }) => (status === 'fail' ? id : null));
  expect(ids.findings).toEqual(findings.filter((each) => each.status === 'fail').map((each) => each.id));
  expect(ids.findingCount).toBe(findings.length);
});

test('passes over what a newer version has added', async () => {
  const newer = changed((draft) => {
    draft['novelty'] = { deep: [1] };
    Object.assign(draft['coverage'] as object, { novelty: true });
    Object.assign((draft['findings'] as object[])[0] ?? {}, { novelty: 'new' });
  });
  expect((await reading(newer)).findings).toHaveLength(findings.length);
});

test.each([
  [
    'another version',
    changed((draft) => (draft['schemaVersion'] = 2)),
    'a.json: schemaVersion is 2; this rampart reads assessments of version 1',
  ],
  [
    'a wrong word',
    changedFinding({ severity: 'hihg' }),
    /^a\.json, line \d+, findings\[1\]\.severity: expected one of "critical".*, found "hihg"$/,
  ],
  [
    'a wrong type',
    changedFinding({ resource: null }),
    /findings\[1\]\.resource: expected object, found null$/,
  ],
  [
    'a missing member',
    changedFinding({ region: undefined }),
    /findings\[1\]\.region: expected string, found nothing$/,
  ],
  ['a wrong header', changed((draft) => (draft['asOf'] = 'today')), /^a\.json: asOf: .*, found "today"$/],
  [
    'a missing list',
    changed((draft) => (draft['accounts'] = undefined)),
    /^a\.json: accounts: expected array, found nothing$/,
  ],
  [
    'findings that are no list',
    changed((draft) => (draft['findings'] = 7)),
    'a.json: findings: expected a list, found 7',
  ],
  [
    'a finding alone',
    JSON.stringify(findings[0]),
    /^a\.json is a single finding: expected an assessment written by `rampart scan --output json=FILE`/,
  ],
  [
    'NDJSON',
    [...ndjsonReport(assessment)].join(''),
    /^a\.json is NDJSON, a finding a line \(a\.json, line 2: text after the end\): expected an assessment/,
  ],
  ['SARIF', '{"version":"2.1.0","runs":[]}', /^a\.json is SARIF: expected an assessment/],
  ['a list', '[{}]', /^a\.json, line 1: expected "\{", found "\[\{\}\]": expected an assessment/],
  ['prose', '\n\nhello', /^a\.json, line 3: expected "\{", found "hello": expected an assessment/],
  ['nothing', '', /^a\.json is empty: expected an assessment/],
  ['spaces', ' \n ', /^a\.json is empty/],
  [
    'an empty object',
    '{}',
    /^a\.json is JSON of another kind: expected an assessment.*with a schemaVersion$/,
  ],
  [
    'PowerShell 5',
    Buffer.from(`\ufeff${json}`, 'utf16le'),
    /^a\.json is UTF-16 text: expected JSON in UTF-8/,
  ],
  ['compressed nothing', gzipSync(''), /^a\.json is empty/],
  [
    'a cut compressed file',
    gzipSync(json).subarray(0, 300),
    'a.json is cut off: the compressed data ends early',
  ],
  ['damaged compressed data', withWrongChecksum(gzipSync(json)), 'a.json holds damaged gzip data'],
  ['text after the end', `${json}{}`, /text after the end/],
  [
    'a lost comma',
    json.replace('"findings": [\n    {\n      "id"', '"findings": [\n    {\n      "x" "id"'),
    /^a\.json, line \d+: findings\[0\] is no JSON/,
  ],
  ['a name without quotes', '{schemaVersion: 1}', /^a\.json, line 1: a member name is no JSON/],
  ['a number for a name', '{1: 1}', /^a\.json, line 1: expected a member name$/],
  ['no colon', '{"schemaVersion" 1}', /^a\.json, line 1: expected ":", found "1\}"$/],
  [
    'a nest',
    changedFinding({ evidence: '@' }).replace('"@"', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`),
    /findings\[1\] is nested more than 200 deep$/,
  ],
])('refuses %s in one sentence', async (_what, content, expected) => {
  const message = await refusal(content);
  if (typeof expected === 'string') expect(message).toBe(expected);
  else expect(message).toMatch(expected);
});

test('refuses a snapshot and says what to do with it', async () => {
  const path = join(folder, 'org.snapshot');
  await writeSnapshot(path, snapshot);
  await expect(readAssessment(path, () => null)).rejects.toThrow(
    `${path} is a snapshot: judge it first, \`rampart scan --snapshot ${path} --output json=FILE\``,
  );
});

test('refuses what is no file', async () => {
  await expect(readAssessment(folder, () => null)).rejects.toThrow(/is a folder/);
  await expect(readAssessment(join(folder, 'nowhere'), () => null)).rejects.toThrow(/there is no file/);
});

test('wherever it is cut, that is said, never anything else', async () => {
  const bytes = Buffer.from(json.trimEnd());
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
      expect(await refusal(bytes.subarray(0, length))).toMatch(/^a\.json is cut off: it ends at line \d+/);
    }),
    { numRuns: 100 },
  );
});
