import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { type Finished, rampart } from '../../test/rampart-process.ts';
import { accountIds } from '../organisation/accounts.ts';
import type { Answer, Organisation } from '../replay/organisation.ts';
import type { RecordedOrganisation } from '../replay/recorded-organisation.ts';
import { changedVerdicts } from './changed-verdicts.ts';
import { assessmentOf, reaching } from './live-process.ts';
import { AS_OF, AT_ONCE, collectAll, judge, type SampleServer, serveSample } from './sample-organisation.ts';

/** Whole scans, in processes of their own, on a machine that may be busy. */

const MANAGEMENT = accountIds.hardened;
const ARCHIVE = accountIds['log-archive'];
const STRANGER = '999900001111';
const CLOSED = '888800001111';

let server: SampleServer;
afterEach(() => server.close());

const account = (Id: string, Name: string, State = 'ACTIVE'): Readonly<Record<string, unknown>> => ({
  Id,
  Name,
  State,
  Arn: `arn:aws:organizations::${MANAGEMENT}:account/o-example/${Id}`,
});

const MEMBERS = [
  account(MANAGEMENT, 'meridian-management'),
  account(ARCHIVE, 'log-archive'),
  account(STRANGER, 'no-role-here'),
  account(CLOSED, 'wound-up', 'SUSPENDED'),
];

const REFUSED: Answer = {
  error: { name: 'AccessDeniedException', message: 'You may not list accounts.', status: 400 },
};

/** The management account lists these in pages of two; the others are refused, as AWS does. */
function listing(accounts: readonly object[]): (recorded: RecordedOrganisation) => Organisation {
  return (recorded) => ({
    ...recorded,
    answer: async (call) => {
      if (call.service !== 'organizations' || call.operation !== 'ListAccounts') return recorded.answer(call);
      if (call.account !== MANAGEMENT) return REFUSED;
      const from = Number(call.input['NextToken'] ?? 0);
      const next = from + 2 < accounts.length ? { NextToken: String(from + 2) } : {};
      return { output: { Accounts: accounts.slice(from, from + 2), ...next } };
    },
  });
}

function scan(flags: readonly string[], command = 'scan'): Promise<Finished> {
  const pace = ['--as-of', AS_OF, '--rate', '100'];
  return rampart([command, '--org', ...pace, ...flags], reaching(server.url));
}

const from = (id: string): readonly string[] => ['--role-arn', `arn:aws:iam::${id}:role/RampartAudit`];

test('every account of the organisation is read, by name; what cannot be entered is unknown, and the rest goes on', async () => {
  server = await serveSample({ change: listing(MEMBERS) });
  const finished = await scan([...from(MANAGEMENT), '--fail-on', 'never', '--output', 'json']);
  const assessment = assessmentOf(finished);
  expect(assessment.accounts.map(({ account: id, name }) => [id, name])).toEqual([
    [MANAGEMENT, 'meridian-management'],
    [ARCHIVE, 'log-archive'],
  ]);
  expect(assessment.coverage.notEntered).toEqual([
    {
      account: STRANGER,
      name: 'no-role-here',
      roleArn: `arn:aws:iam::${STRANGER}:role/RampartAudit`,
      why: expect.stringMatching(/^AccessDenied: .*sts:AssumeRole/),
    },
  ]);
  expect(assessment.coverage.leftOut).toEqual([
    { account: CLOSED, name: 'wound-up', why: 'AWS says that it is SUSPENDED' },
  ]);
  const ofStranger = assessment.findings.filter((each) => each.account === STRANGER);
  expect(new Set(ofStranger.map((each) => each.check)).size).toBe(assessment.summary.checks);
  expect(new Set(ofStranger.map((each) => each.status))).toEqual(new Set(['unknown']));
  expect(ofStranger[0]).toMatchObject({
    summary: `Account ${STRANGER} (no-role-here) could not be entered, so nothing of it was judged: sts:AssumeRole (AccessDenied).`,
    resource: { type: 'AWS::::Account', arn: `arn:aws:iam::${STRANGER}:root` },
  });
  expect(finished.code).toBe(3);
});

test('… and the others are judged as when they are named one by one', async () => {
  server = await serveSample({ change: listing(MEMBERS) });
  const own = new Set<string>([MANAGEMENT, ARCHIVE]);
  const full = judge(await collectAll(server, AT_ONCE));
  const assessment = assessmentOf(await scan([...from(MANAGEMENT), '--output', 'json']));
  expect(changedVerdicts(full, assessment, (each) => own.has(each.account))).toEqual([]);
});

test('a whole organisation that can be entered is no gap: exit 0', async () => {
  server = await serveSample({ change: listing(MEMBERS.slice(0, 2)) });
  const finished = await scan([...from(MANAGEMENT), '--check', 'root-mfa', '--output', 'json']);
  expect(finished).toMatchObject({ code: 0, stderr: '' });
  expect(assessmentOf(finished).findings.map((each) => [each.account, each.status])).toEqual([
    [MANAGEMENT, 'pass'],
    [ARCHIVE, 'pass'],
  ]);
});

test('an account is left out when it is excluded, and that is said', async () => {
  server = await serveSample({ change: listing(MEMBERS) });
  const flags = [...from(MANAGEMENT), '--exclude-account', STRANGER, '--check', 'root-mfa'];
  const { stdout, code } = await scan(flags);
  expect(code).toBe(0);
  expect(stdout).toContain(`left out: ${CLOSED} wound-up (AWS says that it is SUSPENDED)`);
  expect(stdout).toContain(`${STRANGER} no-role-here (excluded by the configuration)`);
});

test('the snapshot of an organisation keeps who was not entered and who was left out', async () => {
  server = await serveSample({ change: listing(MEMBERS) });
  const folder = await mkdtemp('organization-test-');
  try {
    const file = `${folder}/org.snapshot`;
    const collected = await scan([...from(MANAGEMENT), '--out', file, '--region', 'us-east-1'], 'collect');
    expect(collected.code).toBe(3);
    const judged = assessmentOf(await rampart(['scan', '--snapshot', file, '--output', 'json']));
    expect(judged.coverage.notEntered.map((each) => each.account)).toEqual([STRANGER]);
    expect(judged.coverage.leftOut.map((each) => each.name)).toEqual(['wound-up']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  [
    'a member account',
    from(ARCHIVE),
    new RegExp(
      `^rampart: --org: AWS does not tell account ${ARCHIVE} the organisation's accounts .*AccessDeniedException.*management account \\(${MANAGEMENT}\\).*\n$`,
    ),
  ],
  [
    'a role that is not there',
    from(STRANGER),
    /^rampart: no account could be entered \(arn:aws:iam::999900001111:role\/RampartAudit\): AccessDenied/,
  ],
  [
    'two roles',
    [...from(MANAGEMENT), ...from(ARCHIVE)],
    /^rampart: --org lists the accounts from one of them/,
  ],
  [
    'an account that is not in it',
    [...from(MANAGEMENT), '--exclude-account', '123123123123'],
    /^rampart: 123123123123 is no account of the organisation/,
  ],
  [
    'no account id',
    [...from(MANAGEMENT), '--exclude-account', 'prod'],
    /expected an account id of 12 digits/,
  ],
])('from %s: exit 2 and a sentence', async (_what, flags, sentence) => {
  server = await serveSample({ change: listing(MEMBERS) });
  const finished = await scan(flags);
  expect(finished).toMatchObject({ code: 2, stdout: '' });
  expect(finished.stderr).toMatch(sentence);
});

test('an account of no organisation is told to be read by itself', async () => {
  const alone = (recorded: RecordedOrganisation): Organisation => ({
    ...recorded,
    answer: async (call) =>
      call.service === 'organizations'
        ? { error: { name: 'AWSOrganizationsNotInUseException', message: 'none', status: 400 } }
        : recorded.answer(call),
  });
  server = await serveSample({ change: alone });
  const finished = await scan(from(MANAGEMENT));
  expect(finished.code).toBe(2);
  expect(finished.stderr).toBe(
    `rampart: --org: account ${MANAGEMENT} belongs to no organisation; without --org it is read by itself\n`,
  );
});

test('rampart.yaml names the role to list from, the role of the members, and who is left out', async () => {
  server = await serveSample({ change: listing(MEMBERS) });
  const folder = await mkdtemp('organization-test-');
  try {
    const file = `${folder}/rampart.yaml`;
    const [, arn = ''] = from(MANAGEMENT);
    await writeFile(
      file,
      `organization: {roleName: audit/Scanner, managementRoleArn: "${arn}", excludeAccounts: ["${ARCHIVE}"]}\n`,
    );
    const { coverage, accounts } = assessmentOf(
      await scan(['--config', file, '--check', 'root-mfa', '--output', 'json']),
    );
    expect(accounts.map((each) => each.account)).toEqual([MANAGEMENT]);
    expect(coverage.leftOut.map((each) => each.account)).toEqual([ARCHIVE, CLOSED]);
    expect(coverage.notEntered.map((each) => each.roleArn)).toEqual([
      `arn:aws:iam::${STRANGER}:role/audit/Scanner`,
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('an external id is told to the members of an organisation too', async () => {
  const seen: unknown[] = [];
  server = await serveSample({
    change: (recorded) => {
      const organisation = listing(MEMBERS.slice(0, 2))(recorded);
      return {
        ...organisation,
        answer: (call) => {
          if (call.operation === 'AssumeRole') seen.push([call.input['RoleArn'], call.input['ExternalId']]);
          return organisation.answer(call);
        },
      };
    },
  });
  await scan([
    ...from(MANAGEMENT),
    '--org-role',
    'audit/Scanner',
    '--external-id',
    'e-1',
    '--check',
    'root-mfa',
  ]);
  expect(seen).toContainEqual([`arn:aws:iam::${ARCHIVE}:role/audit/Scanner`, 'e-1']);
});
