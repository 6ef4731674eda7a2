import { expect, test } from 'vitest';
import { aFunction } from '../../../test/builders/compute.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { FunctionUrl } from '../../model/resources/compute.ts';
import { lambdaUrlNotPublic as check } from './lambda-url-not-public.ts';

const url = (authType: 'NONE' | 'AWS_IAM', qualifier: string | null = null): FunctionUrl => ({
  functionUrl: `https://${qualifier ?? 'main'}.lambda-url.us-east-1.on.aws/`,
  authType,
  qualifier,
});

test('passes when every URL asks for IAM authentication', () => {
  expect(statuses(check, aFunction({ urls: read([url('AWS_IAM')]) }))).toEqual(['pass']);
});

test('fails when one does not', () => {
  const [outcome] = evaluate(check, aFunction({ urls: read([url('AWS_IAM'), url('NONE', 'live')]) }));
  expect(outcome).toMatchObject({ status: 'fail' });
  expect(outcome?.status === 'fail' && outcome.summary).toContain('https://live.lambda-url');
  expect(outcome?.status === 'fail' && outcome.summary).not.toContain('https://main.lambda-url');
});

test('says what is known of the resource policy', () => {
  type Policy = ReturnType<typeof aFunction>['policy'];
  const note = (policy: Policy, alias?: Policy) => {
    const open = alias ? { ...url('NONE', 'live'), policy: alias } : url('NONE');
    const [outcome] = evaluate(check, aFunction({ urls: read([open]), policy }));
    return outcome?.status === 'fail' ? outcome.evidence['resourcePolicy'] : outcome?.status;
  };
  expect(note(read(null))).toContain('no resource policy');
  expect(note(read('{}'))).toContain('not evaluated');
  expect(note(read(null), read('{}'))).toContain('not evaluated');
  expect(note(read('{}'), read(null))).toContain('no resource policy');
  expect(note(read(null), deniedCall('lambda:GetPolicy'))).toContain('not read');
  expect(note(deniedCall('lambda:GetPolicy'))).toContain('not read');
});

test('does not concern functions without URLs', () => {
  expect(statuses(check, aFunction({ urls: read([]) }))).toEqual(['not-applicable']);
});

test('is unknown when the URLs were denied', () => {
  const urls = deniedCall('lambda:ListFunctionUrlConfigs');
  expect(evaluate(check, aFunction({ urls }))).toMatchObject([{ status: 'unknown', unread: [urls] }]);
});
