import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  printedPublic,
  publicExitCode,
  publicFile,
  publicInAccounts,
} from '../../src/app/iam/find-public.ts';
import { read } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import { publicSchema } from '../../src/report/json/iam/public-schema.ts';
import { aRole, trusting } from '../builders/iam.ts';
import { noMembership } from '../builders/organizations.ts';
import { aBucket, anAccountBlock } from '../builders/s3.ts';
import { ACCOUNT, deniedCall, OTHER_ACCOUNT, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const TERMINAL = { color: false, width: 100 };
const reading = (principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Sid: 'Read',
      Effect: 'Allow',
      Principal: principal,
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::logs/*',
    },
  });
const folder = mkdtempSync(join(tmpdir(), 'rampart-iam-public-'));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const open = fileOf('open.json', reading('*'));
const other = fileOf('other.json', reading({ AWS: OTHER_ACCOUNT }));
const about = { arn: 'arn:aws:s3:::logs', account: ACCOUNT, trustedAccount: [] };

test.each([
  [
    open,
    [],
    1,
    'Public: strangers get through\n  arn:aws:s3:::logs\n    anonymous: s3:GetObject on arn:aws:s3:::logs/',
  ],
  [other, [], 0, 'Open to others\n  arn:aws:s3:::logs\n'],
  [other, ['--fail-on', 'external'], 1, `arn:aws:iam::${OTHER_ACCOUNT}:role/example: s3:GetObject`],
  [other, ['--fail-on', 'external', '--trusted-account', OTHER_ACCOUNT], 0, '1 to nobody of outside'],
])('%s %j', async (path, more, code, text) => {
  const args = ['iam', 'public', path, '--arn', about.arn, '--account', ACCOUNT, ...more];
  const found = await rampart(args);
  expect({ code: found.code, stderr: found.stderr }).toEqual({ code, stderr: '' });
  expect(found.stdout).toContain(text);
});

test('JSON of the published shape, with what S3 itself calls public', async () => {
  const answer = await publicFile(open, about);
  const { resources } = validAnswer(printedPublic(answer, 'json', TERMINAL), publicSchema);
  expect(resources).toMatchObject([
    {
      type: 'AWS::S3::Bucket',
      public: { answer: 'yes', request: { principal: '*' }, determining: [{ sid: 'Read' }] },
      aws: { public: true },
      difference: null,
    },
  ]);
});

test.each([
  [{ ...about, account: undefined }, 'arn:aws:s3:::logs does not tell its account'],
  [{ ...about, arn: undefined }, 'POLICY: expected the ARN of its resource'],
])('%j is refused', async (options, message) => {
  await expect(publicFile(open, options)).rejects.toThrow(message);
});

function inAccount(...resources: readonly Resource[]) {
  return publicInAccounts(snapshotOf({ resources: [noMembership(), ...resources] }), []);
}

const bucket = aBucket({ id: 'logs', policy: read(reading('*')), publicAccessBlock: read(null) });

test('every policy of the accounts, the public ones first; none where there is none', () => {
  const trusted = aRole({ id: 'vendor', assumeRolePolicyDocument: trusting({ AWS: OTHER_ACCOUNT }) });
  const answer = inAccount(
    aBucket({ id: 'quiet', policy: read(null) }),
    trusted,
    bucket,
    anAccountBlock({ publicAccessBlock: null }),
  );
  expect(answer.resources.map(({ arn }) => arn)).toEqual([bucket.arn, trusted.arn]);
  expect(answer.summary).toEqual({ policies: 2, public: 1, external: 2, unknown: 0 });
  expect(publicExitCode(answer, 'public')).toBe(1);
  expect(publicExitCode(answer, 'never')).toBe(0);
});

test('Block Public Access keeps strangers out', () => {
  const settings = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  };
  const answer = inAccount(bucket, anAccountBlock({ publicAccessBlock: settings }));
  expect(answer.summary).toMatchObject({ public: 0, external: 0, unknown: 0 });
  expect(answer.resources).toMatchObject([{ aws: { public: true }, difference: expect.any(String) }]);
});

test("a role that the account's own provider vouches for is open to no stranger", () => {
  const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/office`;
  const trust = trusting({ Federated: provider }, undefined, 'sts:AssumeRoleWithSAML');
  expect(inAccount(aRole({ assumeRolePolicyDocument: trust })).summary).toMatchObject({
    public: 0,
    external: 0,
  });
});

test('a policy that nobody could read is not known, and code 3', () => {
  const answer = inAccount(aBucket({ id: 'logs', policy: deniedCall('s3:GetBucketPolicy') }));
  expect(answer.summary).toEqual({ policies: 1, public: 0, external: 0, unknown: 1 });
  expect(publicExitCode(answer, 'public')).toBe(3);
  expect(printedPublic(answer, 'table', TERMINAL)).toContain(
    'Not known\n  arn:aws:s3:::logs\n    s3:GetBucketPolicy: AccessDenied',
  );
});
