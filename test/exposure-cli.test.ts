import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exposureExitCode, findExposure, printedExposure } from '../src/app/find-exposure.ts';
import { exposureState } from '../src/iam/answers/exposure-answer.ts';
import { read } from '../src/model/reading.ts';
import type { Resource } from '../src/model/resource-types.ts';
import { exposureSchema } from '../src/report/json/exposure-schema.ts';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { noMembership } from './builders/organizations.ts';
import { aBucket, anAccountBlock, BLOCK_ALL } from './builders/s3.ts';
import { ACCOUNT, snapshotOf } from './inventory-of.ts';
import { rampart } from './rampart-process.ts';
import { validAnswer } from './valid-answer.ts';

const TERMINAL = { color: false, width: 100 };
const DEMO = join(import.meta.dirname, '../lab/demo/organisation.snapshot');
const ALL = { type: [], trustedAccounts: [] };

const website = (id: string): Resource =>
  aBucket({
    id,
    publicAccessBlock: read(null),
    policy: read(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Sid: 'Site',
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${id}/*`,
        },
      }),
    ),
  });

function answerOf(resources: readonly Resource[], options: Partial<Parameters<typeof findExposure>[1]> = {}) {
  return findExposure(snapshotOf({ resources: [noMembership(), ...resources] }), { ...ALL, ...options });
}

test('a matrix of people and operations, with the grant', () => {
  const answer = answerOf([website('site'), anAccountBlock({ publicAccessBlock: null })]);
  expect(printedExposure(answer, 'table', TERMINAL)).toBe(
    [
      '1 public, 0 open to others, 0 held by settings alone, 0 not known; 0 let in services alone.',
      '',
      'Public: strangers get in',
      '  arn:aws:s3:::site',
      '    AWS::S3::Bucket, account 111122223333, us-east-1',
      '                                read  list  write  delete  read-acl  write-acl  change-policy',
      '    anybody                     open  -     -      -       -         -          -',
      '    whoever has an AWS account  open  -     -      -       -         -          -',
      '    read: by statement 1 "Site" of its policy; restrictPublicBuckets of bucket or account would stop',
      '    it',
      '    AWS calls its policy public: Statement 1 "Site" allows and is limited to fixed values of no',
      '    principal and of no key that AWS lists.',
      '',
    ].join('\n'),
  );
  expect(exposureExitCode(answer, 'public')).toBe(1);
  expect(exposureExitCode(answer, 'never')).toBe(0);
});

test('names above the cells where there is no room beside them', () => {
  const answer = answerOf([website('site'), anAccountBlock({ publicAccessBlock: null })]);
  const text = printedExposure(answer, 'table', { color: false, width: 80 });
  expect(text).toContain('    whoever has an AWS account\n      open  -     -');
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test('what one setting holds', () => {
  const answer = answerOf([website('one'), website('two'), anAccountBlock({ publicAccessBlock: BLOCK_ALL })]);
  expect(answer.summary).toEqual({ resources: 2, public: 0, shared: 0, held: 2, unknown: 0 });
  expect(answer.doors).toEqual([
    {
      layer: 'account-block-public-access',
      setting: 'restrictPublicBuckets',
      of: ACCOUNT,
      opens: ['arn:aws:s3:::one', 'arn:aws:s3:::two'],
    },
  ]);
  expect(printedExposure(answer, 'table', TERMINAL)).toContain(
    'What one setting holds\n  restrictPublicBuckets of account 111122223333: without it 2 resources would be open:\n',
  );
  expect(exposureExitCode(answer, 'public')).toBe(0);
  const doubly = answerOf([
    { ...website('one'), publicAccessBlock: read(BLOCK_ALL) } as Resource,
    anAccountBlock({ publicAccessBlock: BLOCK_ALL }),
  ]);
  expect(doubly.doors).toEqual([]);
});

test('JSON of the published shape, of all the sample organisation', async () => {
  const answer = findExposure(await readSnapshot(DEMO), ALL);
  validAnswer(printedExposure(answer, 'json', TERMINAL), exposureSchema);
  const open = answer.resources.filter((each) => ['public', 'shared'].includes(exposureState(each)));
  const flawed = open.filter(({ account }) => account === '111122223333');
  expect(flawed.length).toBeGreaterThan(20);
  for (const { people } of flawed)
    for (const { access } of people)
      for (const { answer: is, ways } of access)
        if (is === 'open') expect(ways.some(({ stoppedBy }) => stoppedBy.length === 0)).toBe(true);
  expect(open.filter(({ account }) => account !== '111122223333')).toEqual([]);
});

describe('the command', () => {
  test.each([
    [['--bucket', 'harbourline-website'], 1, 'whoever has an AWS account'],
    [['--resource', 'prod/carriers/edi'], 1, 'AWS::SecretsManager::Secret'],
    [['--type', 'aws::sqs::queue', '--fail-on', 'never'], 0, 'AWS::SQS::Queue'],
  ])('%j', async (args, code, text) => {
    const found = await rampart(['exposure', '--snapshot', DEMO, ...args]);
    expect({ code: found.code, stderr: found.stderr }).toEqual({ code, stderr: '' });
    expect(found.stdout).toContain(text);
  });

  test.each([
    [['--bucket', 'nowhere'], 'nowhere: no such resource was read'],
    [
      ['--type', 'AWS::S3::Bukket'],
      '--type AWS::S3::Bukket: no type that others can be let into; expected AWS::S3::Bucket',
    ],
    [['--trusted-account', '12'], '--trusted-account 12: expected an account id of twelve digits'],
    [['--bucket', 'a', '--resource', 'b'], 'cannot be used with option'],
  ])('%j is refused', async (args, message) => {
    const found = await rampart(['exposure', '--snapshot', DEMO, ...args]);
    expect(found.code).toBe(2);
    expect(found.stderr).toContain(message);
  });
});
