import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rampart } from '../../test/rampart-process.ts';
import type { Answer } from '../replay/organisation.ts';
import type { RecordedOrganisation } from '../replay/recorded-organisation.ts';
import { assessmentOf, reaching, roleFlags } from './live-process.ts';
import { serveSample } from './sample-organisation.ts';

/** Whole scans, in processes of their own, on a machine that may be busy. */

/** What an attacker may write into a tag, for whoever opens the report, the terminal or the spreadsheet. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</script></style></title>',
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007',
  '\u009b31m',
  '\u202egnp.exe',
  '\u2066isolated\u2069',
  "=cmd()|'/C calc'!A0",
  '😀 ünïcödé 漢字 \u0301',
  'line\nbreak\r\ttab',
  '\ud800 lone surrogate',
  'x'.repeat(10_000),
];

const hostileTags = HOSTILE.map((text, index) => ({ Key: `${index} ${text}`, Value: text }));

const server = await serveSample({ change: withHostileTags });
const folder = mkdtempSync(join(tmpdir(), 'rampart-hostile-'));
const html = join(folder, 'report.html');
const ndjson = join(folder, 'findings.ndjson');
const table = join(folder, 'table.txt');
const outputs = ['json', `html=${html}`, `ndjson=${ndjson}`, `table=${table}`];
const scan = await rampart(
  ['scan', ...roleFlags(server), '--fail-on', 'never', ...outputs.flatMap((each) => ['--output', each])],
  reaching(server.url),
);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

test('the assessment is whole, and holds the texts as they are', () => {
  const { findings } = assessmentOf(scan);
  const groups = findings.filter((each) => each.resource.type === 'AWS::EC2::SecurityGroup');
  expect(groups.length).toBeGreaterThan(5);
  const tags = groups[0]?.resource.tags ?? {};
  for (const text of HOSTILE.slice(0, 3)) expect(Object.values(tags)).toContain(text);
  expect(findings.map((each) => each.resource.tags)).toContainEqual({ 'nul\u0000': 'a\u0000b' });
  expect(scan.stderr).toBe('');
});

test('ndjson has one line for each finding', () => {
  const lines = readFileSync(ndjson, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(assessmentOf(scan).findings);
});

test('the page holds no markup that is not ours', () => {
  const page = readFileSync(html, 'utf8');
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('<img src=x');
  expect(page).not.toMatch(/<\/script><\/style>/);
  expect(page).not.toContain('\u0000');
  expect(page.trimEnd()).toMatch(/<\/html>$/);
});

test('the table holds nothing that a terminal would obey', () => {
  const text = readFileSync(table, 'utf8');
  expect(text).toContain('<script>alert(1)</script>'); // so the names are there
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  expect(text.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)).toBeNull();
});

/** Every security group and bucket gets the tags; groups their first two texts as name and description, too. */
function withHostileTags(recorded: RecordedOrganisation): RecordedOrganisation {
  return {
    ...recorded,
    answer: async (call) => {
      const known = await recorded.answer(call);
      if (!known || 'error' in known) return known;
      if (call.operation === 'DescribeSecurityGroups') return hostileGroups(known.output);
      if (call.operation === 'GetBucketTagging') return { output: { TagSet: hostileTags } };
      if (call.service === 'cloudtrail' && call.operation === 'ListTags') return tagsWithNul(known.output);
      return known;
    },
  };
}

function hostileGroups(output: Readonly<Record<string, unknown>>): Answer {
  const groups = output['SecurityGroups'] as readonly object[]; // EC2's answer always has the list
  const SecurityGroups = groups.map((each, index) => ({
    ...each,
    GroupName: HOSTILE[index % HOSTILE.length],
    Description: HOSTILE[index % HOSTILE.length],
    Tags: hostileTags,
  }));
  return { output: { ...output, SecurityGroups } };
}

/** JSON, in which CloudTrail answers, can carry a NUL; XML cannot. */
function tagsWithNul(output: Readonly<Record<string, unknown>>): Answer {
  const trails = output['ResourceTagList'] as readonly object[]; // CloudTrail's answer always has the list
  const TagsList = [{ Key: 'nul\u0000', Value: 'a\u0000b' }];
  return { output: { ...output, ResourceTagList: trails.map((each) => ({ ...each, TagsList })) } };
}
