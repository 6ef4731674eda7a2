import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Assessment } from '../src/model/assessment.ts';
import { read } from '../src/model/reading.ts';
import { writeSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { aRole, trusting } from './builders/iam.ts';
import { OTHER_ACCOUNT, snapshotOf } from './inventory-of.ts';
import { type Finished, rampart } from './rampart-process.ts';

const home = mkdtempSync(join(tmpdir(), 'rampart-config-'));
const snapshot = join(home, 'org.snapshot');
const role = aRole({
  maxSessionDuration: read(6 * 3600),
  assumeRolePolicyDocument: trusting({ AWS: OTHER_ACCOUNT }),
});
await writeSnapshot(snapshot, snapshotOf({ resources: [role] }));

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(home, 'run-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const SCAN = ['scan', '--snapshot', snapshot, '--check', 'role-session-duration', '--output', 'json'];

async function scanIn(cwd: string, ...flags: string[]): Promise<Finished & { readonly statuses: string }> {
  const finished = await rampart([...SCAN, '--fail-on', 'never', ...flags], { cwd });
  const { findings } = JSON.parse(finished.stdout) as Assessment;
  return { ...finished, statuses: findings.map((each) => each.status).join() };
}

const STRICT = 'thresholds: { maxSessionHours: 4 }';

test('a threshold of rampart.yaml changes the verdict', async () => {
  expect(await scanIn(folderWith({}))).toMatchObject({ statuses: 'pass', stderr: '' });
  const folder = folderWith({ 'other.yaml': STRICT });
  expect(await scanIn(folder, '--config', 'other.yaml')).toMatchObject({ statuses: 'fail', stderr: '' });
});

test('./rampart.yaml is used without being named, which is said unless --quiet', async () => {
  const folder = folderWith({ 'rampart.yaml': STRICT });
  const said = 'rampart: settings from ./rampart.yaml\n';
  expect(await scanIn(folder)).toMatchObject({ statuses: 'fail', stderr: said });
  expect(await scanIn(folder, '--quiet')).toMatchObject({ statuses: 'fail', stderr: '' });
});

test('--config stands in the place of ./rampart.yaml', async () => {
  const folder = folderWith({ 'rampart.yaml': STRICT, 'other.yaml': '{}' });
  expect(await scanIn(folder, '--config', 'other.yaml')).toMatchObject({ statuses: 'pass', stderr: '' });
});

test('collect takes it too', async () => {
  const folder = folderWith({ 'rampart.yaml': 'treshold: 1' });
  const args = ['collect', '--snapshot', snapshot, '--out', join(folder, 'new.snapshot')];
  expect(await rampart(args, { cwd: folder })).toMatchObject({
    code: 2,
    stderr: 'rampart: rampart.yaml:1:1: "treshold" is no key here; did you mean thresholds?\n',
  });
});

const ACCEPTED = '- { check: role-session-duration, resource: web-*, reason: "long nights" }';
const FAIL_ON_ANY = [...SCAN, '--config', 'strict.yaml', '--fail-on', 'info'];

test('a suppressed failure breaks no pipeline and stays in the report', async () => {
  const folder = folderWith({ 'strict.yaml': STRICT, 's.yaml': ACCEPTED });
  expect(await rampart(FAIL_ON_ANY, { cwd: folder })).toMatchObject({ code: 1 });
  const { code, stdout, stderr } = await rampart([...FAIL_ON_ANY, '--suppressions', 's.yaml'], {
    cwd: folder,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { findings, summary, suppressions } = JSON.parse(stdout) as Assessment;
  expect(findings).toMatchObject([
    { status: 'fail', suppressed: { rule: 's.yaml:1', reason: 'long nights', expires: null } },
  ]);
  expect(summary).toMatchObject({ fail: 0, suppressed: 1 });
  expect(suppressions).toMatchObject([{ rule: 's.yaml:1', state: 'active', findings: 1 }]);
});

test('the file that the config names lies beside it; --suppressions stands in its place', async () => {
  const folder = folderWith({ 's.yaml': '[]' });
  mkdirSync(join(folder, 'audit'));
  writeFileSync(join(folder, 'audit/r.yaml'), `${STRICT}\nsuppressions: accepted.yaml`);
  writeFileSync(join(folder, 'audit/accepted.yaml'), ACCEPTED);
  const args = [...SCAN, '--config', 'audit/r.yaml', '--fail-on', 'info'];
  const { code, stdout } = await rampart(args, { cwd: folder });
  expect({ code, rule: (JSON.parse(stdout) as Assessment).suppressions[0]?.rule }).toEqual({
    code: 0,
    rule: 'audit/accepted.yaml:1',
  });
  expect(await rampart([...args, '--suppressions', 's.yaml'], { cwd: folder })).toMatchObject({ code: 1 });
});

test('a rule that has expired by --as-of hides nothing and is said', async () => {
  const rule = ACCEPTED.replace(' }', ', expires: 2026-11-01 }');
  const folder = folderWith({ 'strict.yaml': STRICT, 's.yaml': rule });
  const at = (time: string): Promise<Finished> =>
    rampart([...FAIL_ON_ANY, '--suppressions', 's.yaml', '--as-of', time], { cwd: folder });
  expect(await at('2026-11-01T23:00:00Z')).toMatchObject({ code: 0, stderr: '' });
  expect(await at('2026-11-02')).toMatchObject({
    code: 1,
    stderr: 'rampart: the suppression rule has expired\n',
  });
});

test('rules that fit nothing are said where all checks were run', async () => {
  const folder = folderWith({ 's.yaml': `${ACCEPTED}\n- { check: root-mfa, reason: gone }` });
  const args = ['scan', '--snapshot', snapshot, '--suppressions', 's.yaml', '--output', 'json'];
  expect((await rampart(args, { cwd: folder })).stderr).toBe(
    'rampart: 2 of 2 suppression rules fit no failure\n',
  );
  expect((await rampart([...args, '--quiet'], { cwd: folder })).stderr).toBe('');
  expect((await rampart([...args, '--check', 'root-mfa'], { cwd: folder })).stderr).toBe('');
});

test('suppressions check tells what a file holds', async () => {
  const rule = ACCEPTED.replace(' }', ', expires: 2026-11-01 }').replace('nights', '\\e[2Jnights');
  const folder = folderWith({ 's.yaml': `${rule}\n${ACCEPTED}` });
  const args = ['suppressions', 'check', 's.yaml', '--as-of', '2026-11-02'];
  expect(await rampart(args, { cwd: folder })).toEqual({
    code: 0,
    stdout:
      's.yaml: 2 rules, 1 expired as of 2026-11-02\n  s.yaml:1: ended on 2026-11-01 (long \\u{1b}[2Jnights)\n',
    stderr: '',
  });
});

const MUTELIST = `Mutelist:
  Accounts:
    "*":
      Checks:
        "s3_bucket_object_versioning": { Regions: ["*"], Resources: ["scratch"], Description: "Thrown away." }
        "cloudformation_*": { Regions: ["*"], Resources: ["*"] }
`;

test("suppressions import turns Prowler's mute list into rules, and names what it leaves out", async () => {
  const folder = folderWith({ 'm.yaml': MUTELIST });
  const args = ['suppressions', 'import', 'm.yaml'];
  const { code, stdout, stderr } = await rampart(args, { cwd: folder });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'rampart: 1 rules from 1 of 2 entries\nrampart: left out: m.yaml:6: Rampart has no check that answers to "cloudformation_*"\n',
  });
  expect(stdout).toContain(
    '\n# m.yaml:5\n- check: s3-bucket-versioning\n  resource: "*scratch*"\n  reason: Thrown away.\n',
  );
  expect(await rampart([...args, '--out', 's.yaml'], { cwd: folder })).toMatchObject({
    code: 0,
    stdout: '',
    stderr,
  });
  expect(readFileSync(join(folder, 's.yaml'), 'utf8')).toBe(stdout);
  expect(await rampart(['suppressions', 'check', 's.yaml'], { cwd: folder })).toMatchObject({ code: 0 });
  expect(await rampart([...args, '--out', 's.yaml'], { cwd: folder })).toMatchObject({
    code: 2,
    stderr: 'rampart: s.yaml is there already: name a new file\n',
  });
});

test.each([
  [['m.yaml', '--out', '.'], /^rampart: cannot write \.: it is a folder\n$/],
  [['nowhere.yaml'], /^rampart: there is no file nowhere\.yaml\n$/],
  [['wrong.yaml'], /^rampart: wrong\.yaml:1:1: "Allowlist" is no key here; expected one of Mutelist\n$/],
  [['m.yaml', '--prowler-region', 'Ireland'], /expected a region such as eu-west-1/],
])('suppressions import %j is refused', async (args, message) => {
  const folder = folderWith({ 'm.yaml': MUTELIST, 'wrong.yaml': 'Allowlist: {}' });
  const { code, stdout, stderr } = await rampart(['suppressions', 'import', ...args], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test.each([
  [
    { 'rampart.yaml': 'thresholds:\n  maxSessionHours: 13\n' },
    [],
    /^rampart: rampart\.yaml:2:20: .*from 1 to 12\n$/,
  ],
  [{ 'rampart.yml': STRICT }, [], /^rampart: rampart\.yml is not read by itself: call it rampart\.yaml/],
  [{}, ['--config', 'nowhere.yaml'], /^rampart: there is no file nowhere\.yaml\n$/],
  [{}, ['--config', '.'], /^rampart: \. is a folder: expected a YAML file\n$/],
  [
    { 'c.yaml': '"\\e[2J\\u202e": 1' },
    ['--config', 'c.yaml'],
    /^rampart: c\.yaml:1:1: "[ -~]*" is no key here/,
  ],
  [
    { 'c.yaml': `publicPorts: ${'k'.repeat(10_000)}` },
    ['--config', 'c.yaml'],
    /^rampart: c\.yaml:1:14: publicPorts: found "k{59}…", expected a list of TCP ports\n/,
  ],
])('refused in one sentence with exit code 2: %#', async (files, flags, message) => {
  const { code, stdout, stderr } = await rampart([...SCAN, ...flags], { cwd: folderWith(files) });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('the role of an organisation is that which its scan assumes', async () => {
  const folder = folderWith({
    'rampart.yaml': 'organization: { roleName: audit/rampart, externalId: 7f3a }',
    'other.yaml': 'organization: { roleName: other }',
  });
  const role = async (...args: readonly string[]): Promise<unknown> => {
    const { code, stdout } = await rampart(['role', '--trust', '111122223333', ...args], { cwd: folder });
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };
  expect(await role('--org')).toMatchObject({
    roleName: 'rampart',
    path: '/audit/',
    trustPolicy: { Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': '7f3a' } } }] },
  });
  expect(await role('--org', '--role-name', 'mine', '--external-id', 'abcd')).toMatchObject({
    roleName: 'mine',
    trustPolicy: { Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': 'abcd' } } }] },
  });
  expect(await role('--org', '--config', 'other.yaml')).toMatchObject({ roleName: 'other' });
  expect(await role()).toMatchObject({ roleName: 'RampartAudit', path: '/' });
  expect(await rampart(['role', '--config', 'other.yaml'], { cwd: folder })).toMatchObject({
    code: 2,
    stderr: 'rampart: --config has no effect without --org\n',
  });
});
