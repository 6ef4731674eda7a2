import { expect, test } from 'vitest';
import { aFunction } from '../../../test/builders/compute.ts';
import { deniedCall, evaluate } from '../../../test/inventory-of.ts';
import { ALONE, policyTester, testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { read } from '../../model/reading.ts';
import { lambdaFunction } from './lambda-function.ts';

const tests = {
  checks: lambdaFunction,
  build: (policy: ReturnType<typeof aFunction>['policy']) => aFunction({ policy }),
  action: 'lambda:InvokeFunction',
  bound: false,
  call: 'lambda:GetPolicy',
};
testResourcePolicies('a function', tests);

const [strangers] = lambdaFunction;
if (!strangers) throw new Error('no check');
const open = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Sid: 'Everybody',
    Effect: 'Allow',
    Principal: '*',
    Action: 'lambda:InvokeFunctionUrl',
    Resource: '*',
    Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
  },
});

test('a function behind a URL that asks for nothing is open to everybody', () => {
  expect(policyTester(tests).both(aFunction({ policy: read(open) }))).toEqual(['fail', 'fail']);
});

test('an alias with a URL has a policy of its own', () => {
  const url = { functionUrl: 'https://live.lambda-url', authType: 'NONE', qualifier: 'live' } as const;
  const urls = read([{ ...url, policy: read(open) }]);
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:orders:live';
  expect(evaluate(strangers, aFunction({ urls }), ALONE)).toMatchObject([
    { status: 'pass' },
    { status: 'fail', key: arn, evidence: { policy: arn } },
  ]);
  const missing = deniedCall('lambda:GetPolicy');
  expect(evaluate(strangers, aFunction({ urls: read([{ ...url, policy: missing }]) }), ALONE)).toMatchObject([
    { status: 'pass' },
    { status: 'unknown', unread: [missing] },
  ]);
});

test('whether aliases have URLs is unknown where nobody listed them', () => {
  const missing = deniedCall('lambda:ListFunctionUrlConfigs');
  expect(evaluate(strangers, aFunction({ urls: missing }), ALONE)).toMatchObject([
    { status: 'pass' },
    { status: 'unknown', unread: [missing] },
  ]);
});
