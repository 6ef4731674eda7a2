import { expect, test } from 'vitest';
import { aFunction } from '../../../test/builders/compute.ts';
import { leakyText } from '../../../test/builders/scanned-text.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { lambdaEnvironmentNoCredentials as check } from './lambda-environment-no-credentials.ts';

test('passes when nothing was found', () => {
  expect(statuses(check, aFunction())).toEqual(['pass']);
});

test('fails with the name of the variable', () => {
  const environment = read(leakyText({ line: null, variable: 'GITHUB_TOKEN' }));
  const [outcome] = evaluate(check, aFunction({ environment }));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('(GITHUB_TOKEN)') });
});

test('is unknown when the variables could not be decrypted', () => {
  const environment = deniedCall('lambda:ListFunctions');
  expect(evaluate(check, aFunction({ environment }))).toMatchObject([
    { status: 'unknown', unread: [environment] },
  ]);
});
