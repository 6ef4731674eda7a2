import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareFiles, printedComparison } from '../../src/app/iam/compare-policies.ts';
import { authorize } from '../../src/iam/index.ts';
import { compareSchema } from '../../src/report/json/iam/compare-schema.ts';
import { allowing, trusting } from '../builders/iam.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-iam-compare-'));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const all = allowing('s3:*', 'arn:aws:s3:::logs/*');
const wide = fileOf('wide.json', all);
const narrow = fileOf('narrow.json', allowing('s3:GetObject', 'arn:aws:s3:::logs/*'));
const same = fileOf('same.json', allowing(['s3:*', 's3:GetObject'], 'arn:aws:s3:::logs/*'));

test.each([
  [narrow, wide, 1, 'New access:'],
  [wide, narrow, 0, 'No new access:'],
  [wide, same, 0, 'Equivalent:'],
])('%s and %s', async (old, fresh, code, begin) => {
  const found = await rampart(['iam', 'compare', old, fresh]);
  expect({ code: found.code, stderr: found.stderr }).toEqual({ code, stderr: '' });
  expect(found.stdout.startsWith(begin)).toBe(true);
});

test('the witness is allowed by the new policy and not by the old one', async () => {
  const answer = await compareFiles([narrow, wide], {});
  const document = validAnswer(printedComparison(answer, 'json', { color: false, width: 80 }), compareSchema);
  expect(document).toMatchObject({ answer: 'new-access', policyType: 'identity', lost: null, reason: null });
  const request = document.gained?.request;
  expect(request && authorize(request, { identityPolicies: [all] }).effect).toBe('allow');
  expect(
    request &&
      authorize(request, { identityPolicies: [allowing('s3:GetObject', 'arn:aws:s3:::logs/*')] }).effect,
  ).toBe('implicit-deny');
  expect(document.gained?.allowedBy).toMatchObject([{ name: wide, statement: 0 }]);
});

test('policies of resources: who may is compared too, and the statement is named', async () => {
  const old = fileOf('trust-old.json', trusting({ AWS: 'arn:aws:iam::111122223333:role/ci' }));
  const fresh = fileOf('trust-new.json', trusting({ AWS: '*' }));
  const answer = await compareFiles([old, fresh], {});
  expect(answer).toMatchObject({
    answer: 'new-access',
    policyType: 'resource',
    gained: { allowedBy: [{ source: 'resourcePolicy' }], deniedBy: [] },
  });
  const text = printedComparison(answer, 'table', { color: false, width: 80 });
  expect(text).toContain('Not in old  no statement allows it');
});

test('a Deny of the other policy is named', async () => {
  const denying = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      { Sid: 'NoLogs', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::logs/*' },
    ],
  });
  const answer = await compareFiles([fileOf('denying.json', denying), wide], {});
  expect(answer.gained?.deniedBy).toMatchObject([{ sid: 'NoLogs', effect: 'Deny' }]);
  expect(printedComparison(answer, 'table', { color: false, width: 200 })).toContain(
    'denied by statement 2 "NoLogs"',
  );
});

test('what cannot be proved is unknown, and code 3', async () => {
  const found = await rampart(['iam', 'compare', wide, same, '--steps', '1']);
  expect(found.code).toBe(3);
  expect(found.stdout).toContain('Not known\n  more than 1 steps of');
});

test.each([
  ['{\n "Version": "2012-10-17",\n "Statement": [{]}', ':3:17: not JSON: unexpected "]}"'],
  [
    '{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}',
    ':1:24: statement 1: Effect is "allow", expected "Allow" or "Deny"',
  ],
  [
    '{"PolicyVersion":{"Document":{}}}',
    ':1:18: policy: unknown element "PolicyVersion"; it looks like the answer of an aws command: expected the policy alone, as --query and --output text give it',
  ],
])('%j is refused with its place', async (text, message) => {
  const broken = fileOf('broken.json', text);
  await expect(compareFiles([wide, broken], {})).rejects.toThrow(`${broken}${message}`);
});

test('a policy that its place does not take is refused', async () => {
  const trust = fileOf('trust.json', trusting({ AWS: '*' }));
  await expect(compareFiles([wide, trust], { policyType: 'identity' })).rejects.toThrow(
    /trust\.json.*statement 1 has Principal, which only policies of resources take/,
  );
});

test('a policy of an identity is not compared with one of a resource, as if it let nobody in', async () => {
  const trust = fileOf('whose.json', trusting({ AWS: '*' }));
  for (const pair of [
    [wide, trust],
    [trust, wide],
  ] as const)
    await expect(compareFiles(pair, {})).rejects.toThrow(/wide\.json: statement 1 has no Principal/);
});

const SNAPSHOT = ['--snapshot', join(import.meta.dirname, '../../lab/demo/organisation.snapshot')];
const ROLE = 'arn:aws:iam::111122223333:role/chain-b';

test.each([
  [ROLE, 'resource'],
  ['arn:aws:s3:::harbourline-cloudtrail', 'resource'],
  ['arn:aws:iam::111122223333:policy/legacy-vpn-2018', 'identity'],
])('%s is the policy as the accounts have it', async (arn, policyType) => {
  const found = await rampart(['iam', 'compare', arn, arn, ...SNAPSHOT, '--output', 'json']);
  const document = validAnswer(found.stdout, compareSchema);
  expect(document).toMatchObject({ answer: 'equivalent', old: arn, policyType });
  expect(document.asOf).not.toBeNull();
});

test('a role whose trust a file would widen', async () => {
  const wider = fileOf('wider-trust.json', trusting({ AWS: '*' }));
  const found = await rampart(['iam', 'compare', ROLE, wider, ...SNAPSHOT]);
  expect(found.code).toBe(1);
  expect(found.stdout).toMatch(
    /^New access: .*wider-trust\.json allows what arn:aws:iam::111122223333:role\/chain-b/,
  );
});

test.each([
  [
    [`${ROLE}-2`, wide, ...SNAPSHOT],
    `${ROLE}-2: no managed policy and no resource with a policy of that ARN was read`,
  ],
  [
    [wide, narrow, ...SNAPSHOT],
    '--snapshot names accounts, and both policies are files: give one of them as an ARN',
  ],
])('%j: refused in one sentence', async (words, sentence) => {
  const found = await rampart(['iam', 'compare', ...words]);
  expect({ code: found.code, stdout: found.stdout }).toEqual({ code: 2, stdout: '' });
  expect(found.stderr).toContain(sentence);
});
