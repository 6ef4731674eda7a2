import { expect, test } from 'vitest';
import { CATALOGUE as CHECKS } from '../practices/catalogue.ts';
import { changeOf } from './change-of.ts';

test.each([
  ['ec2.amazonaws.com', 'AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupIngress'],
  ['lambda.amazonaws.com', 'AddPermission20150331v2', 'lambda:AddPermission'],
  ['cloudfront.amazonaws.com', 'UpdateDistribution2020_05_31', 'cloudfront:UpdateDistribution'],
  ['monitoring.amazonaws.com', 'DeleteAlarms', 'monitoring:DeleteAlarms'],
  ['signin.amazonaws.com', 'ConsoleLogin', 'signin:ConsoleLogin'],
])('%s %s is named %s, as some check has it', (eventSource, eventName, change) => {
  expect(changeOf({ eventSource, eventName })).toBe(change);
  expect(CHECKS.some(({ changedBy }) => changedBy?.includes(change))).toBe(true);
});
