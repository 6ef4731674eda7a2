import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { cleanText, leakyText, noText } from '../../../test/builders/scanned-text.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { ec2UserDataNoCredentials as check } from './ec2-user-data-no-credentials.ts';

test('passes without user data, and with user data in which nothing was found', () => {
  expect(statuses(check, anInstance({ userData: read(noText) }))).toEqual(['pass']);
  expect(statuses(check, anInstance({ userData: read(cleanText) }))).toEqual(['pass']);
});

test('fails with the first credential and the number of the others', () => {
  const userData = read(leakyText({ awsAccount: '444455556666' }, { pattern: 'github-token', line: 9 }));
  const [outcome] = evaluate(check, anInstance({ userData }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary:
      'Instance i-0aaa holds a long-term credential in user data (line 3): aws-access-key-id AKIA************WXYZ, and 1 more.',
    evidence: {
      credentialCount: 2,
      credentials: [
        { line: 3, awsAccount: '444455556666' },
        { pattern: 'github-token', line: 9 },
      ],
    },
  });
});

test('shows twenty of many', () => {
  const matches = Array.from({ length: 25 }, (_, line) => ({ line: line + 1 }));
  const [outcome] = evaluate(check, anInstance({ userData: read(leakyText(...matches)) }));
  expect(outcome).toMatchObject({ evidence: { credentialCount: 25 } });
  expect(JSON.stringify(outcome).match(/"redacted"/g)).toHaveLength(20);
});

test('is unknown when the user data could not be read', () => {
  const userData = deniedCall('ec2:DescribeInstanceAttribute');
  expect(evaluate(check, anInstance({ userData }))).toMatchObject([
    { status: 'unknown', unread: [userData] },
  ]);
});
