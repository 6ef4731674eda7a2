import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  escalationsExitCode,
  findAdministrators,
  findEscalations,
  printedAdministrators,
  printedEscalations,
} from '../../src/app/iam/find-escalations.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import { adminsSchema, escalationsSchema } from '../../src/report/json/iam/escalations-schema.ts';
import { readSnapshot } from '../../src/sources/snapshot-file/snapshot-file.ts';
import { ADMINISTRATOR_ACCESS, administratorAccess, allowing, aRole, aUser } from '../builders/iam.ts';
import { noMembership } from '../builders/organizations.ts';
import { ACCOUNT, type InventoryOptions, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const DEMO = ['--snapshot', join(import.meta.dirname, '../../lab/demo/organisation.snapshot')];
/** The whole organisation is searched. */
const SLOW = { timeout: 120_000 };
const HOSTILE = '\u001b[31m\u202eevil';
const TERMINAL = { color: false, width: 100 };

const admin = aUser({
  id: 'admin',
  groups: [],
  inlinePolicies: [],
  attachedPolicies: [ADMINISTRATOR_ACCESS],
});
const climber = aUser({
  id: HOSTILE,
  arn: `arn:aws:iam::${ACCOUNT}:user/${HOSTILE}`,
  groups: [],
  inlinePolicies: [{ policyName: HOSTILE, document: allowing('iam:AttachUserPolicy') }],
  attachedPolicies: [],
});
const harmless = aRole({ id: 'harmless', inlinePolicies: [], attachedPolicies: [] });
const people: readonly Resource[] = [admin, climber, harmless, administratorAccess(), noMembership()];

function snapshot(options: InventoryOptions = {}) {
  return snapshotOf({ resources: people, ...options });
}

describe('admins', () => {
  test('by the policies that make them one', () => {
    const answer = findAdministrators(snapshot());
    expect(answer.summary).toEqual({ principals: 3, administrators: 1 });
    expect(answer.administrators.map(({ principal }) => principal)).toEqual([admin.arn]);
    const text = printedAdministrators(answer, 'table', TERMINAL);
    expect(text).toContain('1 administrator among 3 users and roles.');
    expect(text).toContain('  user/admin\n    statement 1 of identity policy 1 (AdministratorAccess)');
    validAnswer(printedAdministrators(answer, 'json', TERMINAL), adminsSchema);
    expect(escalationsExitCode(answer)).toBe(0);
  });

  test('what nobody read is said, and is code 3', () => {
    const answer = findAdministrators(snapshot({ denied: ['AWS::IAM::Role'] }));
    expect(escalationsExitCode(answer)).toBe(3);
    expect(printedAdministrators(answer, 'table', TERMINAL)).toContain(
      'Not read: with it the answer could be another\n  test:List AWS::IAM::Role: AccessDenied',
    );
  });

  test('of the demo organisation, the same bytes again', SLOW, async () => {
    const args = ['iam', 'admins', ...DEMO, '--output', 'json'];
    const { code, stdout, stderr } = await rampart(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { administrators } = validAnswer(stdout, adminsSchema);
    expect(administrators.map(({ principal }) => principal)).toContain(
      'arn:aws:iam::111122223333:role/web-server',
    );
    const again = findAdministrators(await readSnapshot(DEMO[1] ?? ''));
    expect(printedAdministrators(again, 'json', TERMINAL)).toBe(stdout);
  });
});

describe('escalations', () => {
  test('of everybody, with requests and statements; no name obeys', () => {
    const answer = findEscalations(snapshot(), null);
    expect(answer.summary).toEqual({
      principals: 3,
      administrators: 1,
      canBecomeAdministrator: 1,
      mayBecomeAdministrator: 0,
      paths: 1,
      powers: 0,
    });
    const text = printedEscalations(answer, 'table', TERMINAL);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).toContain('attaches a managed policy to itself\n      iam:AttachUserPolicy on ');
    validAnswer(printedEscalations(answer, 'json', TERMINAL), escalationsSchema);
  });

  test.each([
    ['admin', `${admin.arn} is an administrator.`],
    ['harmless', `No path to an administrator was found for ${harmless.arn}.`],
  ])('of %s alone', (name, begin) => {
    const answer = findEscalations(snapshot(), name);
    expect(answer.paths).toEqual([]);
    expect(answer.summary).toMatchObject({ principals: 1 });
    expect(printedEscalations(answer, 'table', TERMINAL).startsWith(begin)).toBe(true);
  });

  test('of a session: its role', () => {
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/harmless/x`;
    expect(findEscalations(snapshot(), session).principal).toBe(harmless.arn);
  });

  test.each([
    ['harmles', 'did you mean harmless?'],
    ['ec2.amazonaws.com', 'ec2.amazonaws.com is no user or role of the accounts that were read'],
  ])('of %s: refused', (name, message) => {
    expect(() => findEscalations(snapshot(), name)).toThrow(message);
  });

  test('of the demo organisation: chained roles, step by step', SLOW, async () => {
    const { code, stdout } = await rampart(['iam', 'escalations', ...DEMO, '--principal', 'chain-a']);
    expect(code).toBe(0);
    expect(stdout).toContain('1. role/chain-a assumes chain-b → role/chain-b');
    expect(stdout).toContain('2. role/chain-b attaches a managed policy to itself');
  });
});

test('what was not read and could take it away stands beside it', () => {
  const { administrators, unread } = findAdministrators(
    snapshot({ denied: ['AWS::Organizations::Organization'] }),
  );
  expect(administrators).toMatchObject([{ doubts: [{ why: expect.stringContaining('AccessDenied') }] }]);
  expect(unread).toHaveLength(1);
});
