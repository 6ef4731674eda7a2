import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  authorizeExitCode,
  authorizeInAccounts,
  printedDecision,
} from '../../src/app/iam/authorize-request.ts';
import type { AuthorizationRequest } from '../../src/iam/index.ts';
import { read } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import { authorizeSchema } from '../../src/report/json/iam/authorize-schema.ts';
import { writeSnapshot } from '../../src/sources/snapshot-file/snapshot-file.ts';
import { allowing, aRole, aUser, trusting } from '../builders/iam.ts';
import { aKmsKey } from '../builders/kms.ts';
import { anOrganization } from '../builders/organization-tree.ts';
import { noMembership } from '../builders/organizations.ts';
import { aBucket, anAccountBlock } from '../builders/s3.ts';
import { ACCOUNT, deniedCall, type InventoryOptions, OTHER_ACCOUNT, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-iam-authorize-'));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const inline = (document: string) => ({
  inlinePolicies: [{ policyName: 'own', document }],
  attachedPolicies: [],
});
const alice = aUser({ id: 'alice', groups: [], ...inline(allowing('s3:*')) });
const plain = { action: 's3:GetObject', resource: 'arn:aws:s3:::logs/x' };

function asked(
  request: Partial<AuthorizationRequest>,
  resources: readonly Resource[],
  options: InventoryOptions & { readonly ignoreUnread?: boolean } = {},
) {
  const snapshot = snapshotOf({ resources: [alice, noMembership(), ...resources], ...options });
  const { ignoreUnread = false } = options;
  return authorizeInAccounts(snapshot, { principal: 'alice', ...plain, ...request }, {}, { ignoreUnread });
}

describe('in accounts', () => {
  test('a name stands for its ARN, and the statement that decides is named', () => {
    const answer = asked({}, [aBucket({ id: 'logs' })]);
    expect(answer).toMatchObject({
      answer: 'allow',
      request: { principal: alice.arn, resourceAccount: ACCOUNT },
      determining: [{ source: 'identityPolicies', name: 'own', statement: 0 }],
      unread: [],
    });
    const text = printedDecision(answer, 'table', { color: false, width: 100 });
    expect(text).toMatch(/^Allowed\n/);
    expect(text).toContain('Allowed by\n  statement 1 of identity policy 1 (own)');
    validAnswer(printedDecision(answer, 'json', { color: false, width: 80 }), authorizeSchema);
  });

  test("the resource's own policy denies", () => {
    const policy = JSON.stringify({
      Statement: { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' },
    });
    const answer = asked({}, [aBucket({ id: 'logs', policy: read(policy) })]);
    expect(answer).toMatchObject({
      answer: 'explicit-deny',
      determining: [{ source: 'resourcePolicy', sid: 'No', name: 'arn:aws:s3:::logs' }],
    });
    expect(authorizeExitCode(answer, 'allow')).toBe(1);
    expect(authorizeExitCode(answer, 'deny')).toBe(0);
    expect(authorizeExitCode(answer, undefined)).toBe(0);
  });

  test("the organisation's policies bind who asks, and the resource", () => {
    const deny = { Sid: 'Frozen', Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const effect = (organization: readonly Resource[]) =>
      authorizeInAccounts(
        snapshotOf({
          resources: [alice, aBucket({ id: 'logs' }), ...organization],
          accounts: [ACCOUNT, OTHER_ACCOUNT],
        }),
        { principal: 'alice', ...plain },
        {},
        {},
      );
    expect(effect(anOrganization())).toMatchObject({ answer: 'allow' });
    expect(effect(anOrganization(['SERVICE_CONTROL_POLICY', deny]))).toMatchObject({
      answer: 'explicit-deny',
      determining: [0, 1, 2].map((level) => ({ source: 'serviceControlPolicies', level, sid: 'Frozen' })),
    });
    expect(effect(anOrganization(['RESOURCE_CONTROL_POLICY', { ...deny, Principal: '*' }]))).toMatchObject({
      answer: 'explicit-deny',
      determining: [0, 1, 2].map((level) => ({ source: 'resourceControlPolicies', level, sid: 'Frozen' })),
    });
  });

  test('a trust policy is weighed by STS, and not where the role itself is changed', () => {
    const role = aRole({ id: 'app', assumeRolePolicyDocument: trusting({ AWS: alice.arn }) });
    const resources = [role];
    expect(asked({ action: 'sts:AssumeRole', resource: role.arn }, resources)).toMatchObject({
      answer: 'allow',
    });
    expect(asked({ action: 'iam:DeleteRole', resource: role.arn }, resources)).toMatchObject({
      answer: 'implicit-deny',
    });
  });

  test("a session has its role's policies, whatever its ARN lacks", () => {
    const role = aRole({
      id: 'app',
      arn: `arn:aws:iam::${ACCOUNT}:role/team/app`,
      ...inline(allowing('s3:GetObject')),
    });
    const principal = `arn:aws:sts::${ACCOUNT}:assumed-role/app/session-1`;
    const answer = asked({ principal }, [role, aBucket({ id: 'logs' })]);
    expect(answer).toMatchObject({ answer: 'allow', request: { principal, sessionIssuer: role.arn } });
  });

  test("a key's grants count", () => {
    const key = aKmsKey({
      policy: read(trusting({ AWS: `arn:aws:iam::${ACCOUNT}:role/nobody` }, undefined, 'kms:*')),
      grants: read([
        {
          grantId: 'g',
          granteePrincipal: alice.arn,
          retiringPrincipal: null,
          operations: ['Decrypt'],
          encryptionContextEquals: null,
          encryptionContextSubset: null,
        },
      ]),
    });
    const of = (resource: Resource) => asked({ action: 'kms:Decrypt', resource: key.arn }, [resource]).answer;
    expect(of(key)).toBe('allow');
    expect(of({ ...key, grants: read([]) })).toBe('implicit-deny');
    expect(of({ ...key, grants: deniedCall('kms:ListGrants') })).toBe('unknown');
  });

  test('Block Public Access keeps strangers out of a public bucket, and nobody else', () => {
    const open = JSON.stringify({
      Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' },
    });
    const bucket = aBucket({ id: 'logs', policy: read(open), publicAccessBlock: read(null) });
    const block = (restrictPublicBuckets: boolean) =>
      anAccountBlock({
        publicAccessBlock: {
          blockPublicAcls: false,
          ignorePublicAcls: false,
          blockPublicPolicy: false,
          restrictPublicBuckets,
        },
      });
    expect(asked({ principal: '*' }, [bucket, block(false)])).toMatchObject({ answer: 'allow' });
    expect(asked({ principal: '*' }, [bucket, block(true)])).toMatchObject({
      answer: 'explicit-deny',
      determining: [{ sid: 'S3 Block Public Access' }],
    });
    expect(asked({}, [bucket, block(true)])).toMatchObject({ answer: 'allow' });
  });

  test('what was not read makes an Allow unknown, and a denial only where it could turn it', () => {
    const unread = aBucket({ id: 'logs', policy: deniedCall('s3:GetBucketPolicy') });
    const answer = asked({}, [unread]);
    expect(answer).toMatchObject({
      answer: 'unknown',
      effect: 'allow',
      unread: [{ call: 's3:GetBucketPolicy', why: expect.stringContaining('AccessDenied') }],
    });
    expect(authorizeExitCode(answer, 'allow')).toBe(3);
    expect(asked({}, [unread], { ignoreUnread: true })).toMatchObject({
      answer: 'allow',
      unreadIgnored: true,
    });
    const denied = { denied: ['AWS::Organizations::Organization'] as const };
    const bob = aUser({
      id: 'bob',
      arn: `arn:aws:iam::${ACCOUNT}:user/bob`,
      groups: [],
      ...inline(allowing('ec2:*')),
    });
    expect(asked({}, [aBucket({ id: 'logs' })], denied)).toMatchObject({ answer: 'unknown' });
    expect(asked({ principal: 'bob' }, [bob, aBucket({ id: 'logs' })], denied)).toMatchObject({
      answer: 'implicit-deny',
    });
    expect(asked({ principal: 'bob' }, [bob, unread])).toMatchObject({
      answer: 'unknown',
      effect: 'implicit-deny',
    });
  });

  test('nobody of an account that was not read is known', () => {
    const principal = `arn:aws:iam::${OTHER_ACCOUNT}:role/app`;
    const open = JSON.stringify({
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: OTHER_ACCOUNT },
        Action: 's3:GetObject',
        Resource: '*',
      },
    });
    expect(asked({ principal }, [aBucket({ id: 'logs', policy: read(open) })])).toMatchObject({
      answer: 'unknown',
      unread: [{ why: expect.stringContaining(`account ${OTHER_ACCOUNT} was not read`) }],
    });
    expect(asked({ principal }, [aBucket({ id: 'logs' })])).toMatchObject({ answer: 'implicit-deny' });
  });

  test.each([
    ['alicia', 'none of the 1 users and roles that were read is alicia; did you mean alice?'],
    [`arn:aws:iam::${ACCOUNT}:user/alise`, `did you mean ${alice.arn}?`],
    ['no one', 'none of the 1 users and roles that were read is no one'],
  ])('%s is refused', (principal, message) => {
    expect(() => asked({ principal }, [])).toThrow(message);
  });

  test('a name that several have is refused, with their ARNs', () => {
    const role = aRole({ id: 'alice' });
    expect(() => asked({}, [role])).toThrow(`alice is the name of several: ${alice.arn}, ${role.arn}`);
  });
});

describe('by files, in a process', () => {
  const identity = fileOf('identity.json', allowing('s3:GetObject', 'arn:aws:s3:::logs/*'));
  const nothing = fileOf('nothing.json', allowing('ec2:*'));
  const everything = fileOf('everything.json', allowing('*'));
  const request = ['--principal', `arn:aws:iam::${ACCOUNT}:role/app`, '--action', 's3:GetObject'];
  const about = [...request, '--resource', 'arn:aws:s3:::logs/x', '--identity-policy', identity];

  test.each([
    [[], 0, 'Allowed'],
    [['--boundary', nothing], 1, 'Denied'],
    [['--scp', everything, '--scp', `${nothing},${everything}`], 0, 'Allowed'],
    [['--scp', everything, '--scp', nothing], 1, 'Denied'],
    [['--session-policy', nothing], 1, 'Denied'],
  ])('%j', async (more, code, begin) => {
    const found = await rampart(['iam', 'authorize', ...about, ...more, '--expect', 'allow']);
    expect({ code: found.code, stderr: found.stderr }).toEqual({ code, stderr: '' });
    expect(found.stdout.startsWith(begin)).toBe(true);
  });

  test('a request of a file, as compare prints its witness', async () => {
    const path = fileOf(
      'request.json',
      JSON.stringify({
        principal: `arn:aws:iam::${ACCOUNT}:role/app`,
        ...plain,
        context: { 'aws:SourceIp': ['1.2.3.4'] },
      }),
    );
    const args = ['iam', 'authorize', '--request', path, '--identity-policy', identity, '--output', 'json'];
    const { stdout } = await rampart(args);
    expect(validAnswer(stdout, authorizeSchema)).toMatchObject({
      answer: 'allow',
      source: 'files',
      request: { context: { 'aws:SourceIp': ['1.2.3.4'] } },
    });
  });

  const snapshot = join(folder, 'some.snapshot');
  test.each([
    [
      [...about.slice(0, 2), '--action', 's3:GetObjekt'],
      /no action s3:GetObjekt by .*; did you mean s3:GetObject\?/,
    ],
    [[...about.slice(0, 2), '--action', 's4:GetObject'], /; did you mean s3:…\?/],
    [request.slice(0, 2), /^rampart: who asks for what: --principal and --action are needed/],
    [[...about, '--context', 'novalue'], /--context novalue: expected a key and its value/],
    [[...about, '--snapshot', snapshot], /--identity-policy: --snapshot tells that itself: give one of them/],
    [['--request', identity, '--identity-policy', identity], /identity\.json: principal: /],
    [['--request', identity, '--action', 's3:GetObject'], /--action has no effect with --request/],
    [['--principal', 'app', ...about.slice(2)], /principal "app" is neither an ARN/],
  ])('%j is refused', async (args, message) => {
    await writeSnapshot(snapshot, snapshotOf({ resources: [alice] }));
    const { code, stdout, stderr } = await rampart(['iam', 'authorize', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
