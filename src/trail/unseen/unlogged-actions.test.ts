import { expect, test } from 'vitest';
import { unloggedActions } from './unlogged-actions.ts';

test('no event tells of what is no operation, but of what other events stand for', () => {
  const unlogged = new Set(unloggedActions());
  for (const action of ['iam:PassRole', 's3:BypassGovernanceRetention', 'ec2:InjectApiError', 'ecs:Poll'])
    expect(unlogged, action).toContain(action);
  for (const action of [
    's3:ListAllMyBuckets',
    'apigateway:GET',
    'sts:TagSession',
    'iam:CreateUser',
    'tag:GetResources',
  ])
    expect(unlogged, action).not.toContain(action);
});
