import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

/** docs/guides/ci.md: GitHub's own parser reads the files, and their steps run as a runner would run them. */
const ROOT = join(import.meta.dirname, '..');
const SNAPSHOT = join(ROOT, 'lab/demo/organisation.snapshot');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Workflow {
  readonly jobs: { readonly rampart: { readonly steps: readonly Step[] } };
}

interface GitLab {
  readonly rampart: {
    readonly variables: Readonly<Record<string, string>>;
    readonly before_script: readonly string[];
    readonly script: readonly string[];
    readonly artifacts: { readonly paths: readonly string[]; readonly reports: { readonly junit: string } };
  };
}

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const action = parse(text('action.yml')) as Action;
const workflow = parse(text('docs/examples/github-workflow.yml')) as Workflow;
const gitlab = parse(text('docs/examples/gitlab-ci.yml')) as GitLab;

const folder = mkdtempSync(join(tmpdir(), 'rampart-ci-'));
/** What a runner downloads: the files of the repository, without anything that was installed. */
const checkout = join(folder, 'rampart');

beforeAll(() => {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  });
  const files = listed
    .toString('utf8')
    .split('\0')
    .filter((each) => /^(src\/|package)/.test(each));
  for (const each of files) if (existsSync(join(ROOT, each))) cpSync(join(ROOT, each), join(checkout, each));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['docs/examples/github-workflow.yml', parseWorkflow],
  ['action.yml', parseAction],
])("GitHub's own parser finds nothing wrong with %s", (path, read) => {
  const broken = read(
    { name: path, content: `${text(path)}\nnonsense: true\n` },
    new NoOperationTraceWriter(),
  );
  const { context } = read({ name: path, content: text(path) }, new NoOperationTraceWriter());
  expect(context.errors.getErrors().map((each) => each.message)).toEqual([]);
  expect(broken.context.errors.getErrors()).not.toEqual([]);
});

test('the workflow gives the action inputs that it has, and takes outputs that it gives', () => {
  const used = workflow.jobs.rampart.steps.find((each) => each.uses?.includes('/rampart@'));
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used?.with ?? {})));
  const taken = [...text('docs/examples/github-workflow.yml').matchAll(/steps\.rampart\.outputs\.(\w+)/g)];
  expect(taken.length).toBeGreaterThan(2);
  for (const [, name = ''] of taken) expect(Object.keys(action.outputs)).toContain(name);
});

const [install, scan] = action.runs.steps.flatMap(({ run, env = {} }) =>
  run === undefined ? [] : [{ run, env }],
);

test('the action installs what a scan needs, and nothing for developers', async () => {
  const installed = await bash(install?.run ?? '', folder, { GITHUB_ACTION_PATH: checkout });
  expect(installed.code, installed.output).toBe(0);
  expect(existsSync(join(checkout, 'node_modules/commander'))).toBe(true);
  expect(existsSync(join(checkout, 'node_modules/vitest'))).toBe(false);
}, 600_000);

test('… scans, and leaves what is uploaded', async () => {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const ran = await runScan(workspace, `--snapshot ${SNAPSHOT}\n--fail-on high`);
  expect(ran.code).toBe(1); // the flawed account is in it
  expect(ran.outputs).toEqual({
    'exit-code': '1',
    sarif: 'rampart/sarif',
    html: 'rampart/report.html',
    json: 'rampart/assessment.json',
  });
  const sarif = JSON.parse(readFileSync(join(workspace, 'rampart/sarif/rampart.sarif'), 'utf8')) as {
    readonly runs: readonly { readonly results: readonly unknown[] }[];
  };
  expect(sarif.runs[0]?.results.length).toBeGreaterThan(100);
  expect(readFileSync(join(workspace, 'rampart/report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  expect(ran.summary).toMatch(/^#/);
}, 120_000);

test('a wrong flag fails the action with 2, and names no file to upload', async () => {
  const workspace = join(folder, 'wrong');
  mkdirSync(workspace);
  const ran = await runScan(workspace, '--snapshot missing.snapshot; touch injected');
  expect(ran.code).toBe(2);
  expect(ran.outputs).toEqual({ 'exit-code': '2' });
  expect(existsSync(join(workspace, 'injected'))).toBe(false);
}, 120_000);

test('the script of the GitLab job scans and leaves its artifacts', async () => {
  const job = gitlab.rampart;
  const workspace = join(folder, 'gitlab');
  mkdirSync(workspace);
  // Of what comes before, the clone and the token are GitLab's; the install is the action's.
  expect(job.before_script[0]).toBe('git clone --depth 1 "$RAMPART_REPOSITORY" /tmp/rampart');
  const script = job.script.join('\n').replaceAll('/tmp/rampart', ROOT);
  const flags = job.variables['RAMPART_FLAGS']?.replace('--org', `--snapshot ${SNAPSHOT}`) ?? '';
  const ran = await bash(script, workspace, { RAMPART_FLAGS: flags });
  expect(ran.code).toBe(1);
  for (const each of [...job.artifacts.paths, job.artifacts.reports.junit])
    expect(existsSync(join(workspace, each)), each).toBe(true);
}, 120_000);

/** As a runner does: the inputs put in, and a file for the outputs. */
async function runScan(
  workspace: string,
  flags: string,
): Promise<{ code: number; outputs: Record<string, string>; summary: string }> {
  const inputs: Record<string, string> = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])),
    arguments: flags,
  };
  const files = {
    GITHUB_OUTPUT: join(workspace, 'outputs'),
    GITHUB_STEP_SUMMARY: join(workspace, 'summary'),
  };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const given = Object.fromEntries(
    Object.entries(scan?.env ?? {}).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_all, input: string) => inputs[input] ?? ''),
    ]),
  );
  const environment = { ...files, ...given, GITHUB_ACTION_PATH: checkout };
  const { code } = await bash(scan?.run ?? '', workspace, environment);
  const lines = readFileSync(files.GITHUB_OUTPUT, 'utf8').trim().split('\n');
  const outputs = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  return { code, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
}

/** The shell that GitHub uses for `shell: bash`. */
function bash(
  script: string,
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number; output: string }> {
  const { HOME = '' } = process.env;
  const PATH = `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`; // actions/setup-node
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env: { PATH, HOME, CI: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, output })));
}
