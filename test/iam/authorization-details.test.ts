import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authorizeSchema } from '../../src/report/json/iam/authorize-schema.ts';
import { adminsSchema } from '../../src/report/json/iam/escalations-schema.ts';
import { allowing } from '../builders/iam.ts';
import { ACCOUNT } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const arn = `arn:aws:iam::${ACCOUNT}:user/alice`;
const path = join(mkdtempSync(join(tmpdir(), 'rampart-details-')), 'details.json');
const user = (UserName: string, policy: string) => ({
  Path: '/',
  UserName,
  UserId: `AIDA${UserName}`,
  Arn: `arn:aws:iam::${ACCOUNT}:user/${UserName}`,
  CreateDate: '2025-01-01T00:00:00+00:00',
  UserPolicyList: [{ PolicyName: 'own', PolicyDocument: JSON.parse(policy) as unknown }],
  GroupList: [],
  AttachedManagedPolicies: [],
  Tags: [],
});
writeFileSync(
  path,
  JSON.stringify({
    UserDetailList: [user('alice', allowing('*')), user('bob', allowing('ec2:*'))],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
  }),
);
const source = ['--authorization-details', path, '--as-of', '2026-11-01', '--output', 'json'];

test('administrators are found, and what the file does not tell is said, not taken for absent', async () => {
  const { code, stdout } = await rampart(['iam', 'admins', ...source]);
  const answer = validAnswer(stdout, adminsSchema);
  expect(answer).toMatchObject({
    source: 'authorization-details',
    administrators: [{ principal: arn, doubts: [{ why: expect.stringMatching(/^NotInFile: /) }] }],
    unread: [{ call: 'organizations:DescribeOrganization' }],
  });
  expect(code).toBe(3);
});

test('an Allow hangs on the organisation; a denial does not', async () => {
  const about = ['--action', 'iam:CreateUser', '--resource', arn];
  const of = (principal: string, ...more: readonly string[]) =>
    rampart(['iam', 'authorize', '--principal', principal, ...about, ...source, ...more]);
  const allowed = await of('alice');
  expect(validAnswer(allowed.stdout, authorizeSchema)).toMatchObject({ answer: 'unknown', effect: 'allow' });
  expect(allowed.code).toBe(3);
  expect((await of('alice', '--ignore-unread', '--expect', 'allow')).code).toBe(0);
  expect((await of('bob', '--expect', 'deny')).code).toBe(0);
});

test('what is no such output is refused', async () => {
  const other = join(path, '../other.json');
  writeFileSync(other, '{"Users":[]}');
  const { code, stderr } = await rampart(['iam', 'admins', '--authorization-details', other]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /other\.json has no UserDetailList, .*: expected the whole output of aws iam get-account/,
  );
});
