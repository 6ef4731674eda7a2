import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestSchema } from '../../src/report/json/trail/ingest-schema.ts';
import { querySchema } from '../../src/report/json/trail/query-schema.ts';
import { timelineSchema } from '../../src/report/json/trail/timeline-schema.ts';
import { usedSchema } from '../../src/report/json/trail/used-schema.ts';
import { whoSchema } from '../../src/report/json/trail/who-schema.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const REAL = join(import.meta.dirname, '../../../shared/data/cloudtrail/invictus/CloudTrail');
const there = existsSync(REAL);
if (!there) console.warn("The trail is not asked about real events: ../shared/data/cloudtrail isn't there.");

describe.skipIf(!there)('the real events of an attack', () => {
  const lake = mkdtempSync(join(tmpdir(), 'rampart-trail-test-'));
  const trail = (...args: readonly string[]): ReturnType<typeof rampart> =>
    rampart(['trail', ...args, '--lake', lake]);
  const json = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await trail(...args, '--output', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  beforeAll(async () => {
    const answer = validAnswer(await json('ingest', REAL), ingestSchema);
    expect(answer).toMatchObject({ events: 2900, duplicates: 0, setAsideRecords: 0 });
    expect(answer.files).toMatchObject({ log: 55, quarantined: 0, foreign: 0 });
  });
  afterAll(() => rmSync(lake, { recursive: true, force: true }));

  test('who opened the security group', async () => {
    const answer = validAnswer(await json('who', 'sg-04cfb7a4712d75b00'), whoSchema);
    expect(answer.changes.map(({ time, name, outcome }) => [time, name, outcome])).toMatchInlineSnapshot(`
      [
        [
          "2023-07-10T12:12:06Z",
          "DeleteSecurityGroup",
          "allowed",
        ],
        [
          "2023-07-10T12:11:57Z",
          "RevokeSecurityGroupIngress",
          "allowed",
        ],
        [
          "2023-07-10T12:10:08Z",
          "AuthorizeSecurityGroupIngress",
          "allowed",
        ],
        [
          "2023-07-10T12:10:06Z",
          "AuthorizeSecurityGroupEgress",
          "allowed",
        ],
        [
          "2023-07-10T12:10:05Z",
          "AuthorizeSecurityGroupIngress",
          "allowed",
        ],
        [
          "2023-07-10T12:10:04Z",
          "RevokeSecurityGroupEgress",
          "failed",
        ],
        [
          "2023-07-10T12:10:03Z",
          "RevokeSecurityGroupEgress",
          "allowed",
        ],
        [
          "2023-07-10T12:10:01Z",
          "CreateSecurityGroup",
          "allowed",
        ],
      ]
    `);
    expect(answer.changes.every(({ named }) => named.length > 0)).toBe(true);
  });

  test('a role by its name and by its ARN; another account has none', async () => {
    const name = 'stratus-red-team-ec2-steal-credentials-role';
    const arnIn = (account: string): string => `arn:aws:iam::${account}:role/${name}`;
    const byName = validAnswer(await json('who', name), whoSchema);
    expect(byName.changes.map((each) => each.name)).toEqual([
      'DeleteRole',
      'DeleteRolePolicy',
      'RemoveRoleFromInstanceProfile',
      'DetachRolePolicy',
      'AddRoleToInstanceProfile',
      'AttachRolePolicy',
      'CreateRole',
      'PutRolePolicy',
    ]);
    const byArn = validAnswer(await json('who', arnIn('123837392027')), whoSchema);
    expect(byArn.changes).toEqual(byName.changes);
    expect(validAnswer(await json('who', arnIn('999999999999')), whoSchema).changes).toEqual([]);
  });

  test('who made something is not changed by it', async () => {
    expect(validAnswer(await json('who', 'bert-jan'), whoSchema).changes).toEqual([]);
  });

  test('the sessions of a role, in order', async () => {
    const answer = validAnswer(await json('timeline', '--principal', 'AWSServiceRoleForRDS'), timelineSchema);
    expect(
      answer.events.map(({ time, name, sessionName }) => [time, name, sessionName]),
    ).toMatchInlineSnapshot(`
      [
        [
          "2023-07-10T12:15:59Z",
          "DescribeVpcs",
          "SLRManagement",
        ],
        [
          "2023-07-10T12:16:14Z",
          "DescribeSubnets",
          "SLRManagement",
        ],
        [
          "2023-07-10T12:16:15Z",
          "CreateNetworkInterface",
          "SLRManagement",
        ],
        [
          "2023-07-10T12:32:01Z",
          "DeleteNetworkInterface",
          "SLRManagement",
        ],
      ]
    `);
  });

  test('what the attacker used', async () => {
    const user = 'arn:aws:iam::123837392027:user/bert-jan';
    const answer = validAnswer(await json('used', '--principal', user), usedSchema);
    const [use] = answer.principals;
    expect(answer.principals).toHaveLength(1);
    expect(use?.actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'cloudtrail:StopLogging',
        'ec2:DeleteFlowLogs',
        'iam:CreateAccessKey',
        'iam:PassRole',
      ]),
    );
    expect(use?.dataEventSources).toEqual([]);
    const everybody = validAnswer(await json('used'), usedSchema);
    const calls = everybody.principals.reduce((sum, each) => sum + each.calls, everybody.serviceCalls);
    expect(calls).toBe(2900);
  });

  test('SQL over the table, in JSON and as a table', async () => {
    const sql =
      "SELECT event_name, count(*) AS calls FROM events WHERE error_code = 'Client.UnauthorizedOperation' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3";
    const answer = validAnswer(await json('query', sql), querySchema);
    expect(answer.columns).toEqual([
      { name: 'event_name', type: 'VARCHAR' },
      { name: 'calls', type: 'BIGINT' },
    ]);
    expect(answer.rows).toMatchInlineSnapshot(`
      [
        [
          "GetPasswordData",
          "29",
        ],
        [
          "DescribeInstanceAttribute",
          "15",
        ],
      ]
    `);
    const { stdout } = await trail('query', sql);
    expect(stdout).toMatchInlineSnapshot(`
      "event_name                 calls
      GetPasswordData               29
      DescribeInstanceAttribute     15
      "
    `);
  });

  test.each([
    ["COPY (SELECT 1) TO 'x.csv'", /file system operations are disabled|only SELECT/],
    ["EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'", /disabled|only SELECT/],
    ['CREATE TABLE x AS SELECT 1', /only SELECT/],
    ["SELECT * FROM read_text('/etc/hostname')", /file system operations are disabled/],
    ["SELECT * FROM '/etc/hostname'", /cannot be answered/],
    ["SELECT * FROM glob('/*')", /file system operations are disabled/],
    ['SELECT 1; SELECT 2', /expected one statement/],
    ['', /expected one statement/],
    ['SET enable_external_access = true', /only SELECT/],
    ['INSTALL httpfs', /only SELECT/],
    ["ATTACH 'x.duckdb'", /only SELECT/],
    ['SELECT nothing FROM events', /cannot be answered/],
  ])('%s is refused', async (sql, reason) => {
    const { code, stdout, stderr } = await trail('query', sql);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });
});

test('what is missing is said in a sentence', async () => {
  const none = join(tmpdir(), 'rampart-no-such-lake');
  const { code, stderr } = await rampart(['trail', 'who', 'x', '--lake', none]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `rampart: ${none}: there is no lake here; \`rampart trail ingest\` makes one\n`,
  });
  const nowhere = await rampart(['trail', 'ingest', '/nonexistent']);
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toMatch(/expected a folder/);
  expect((await rampart(['trail', 'timeline'])).stderr).toMatch(/whose timeline/);
});
