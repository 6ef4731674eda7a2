import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { collectors } from './sso-admin.ts';

test('an instance of Identity Center', async () => {
  const arn = 'arn:aws:sso:::instance/ssoins-1';
  const Instances = [{ InstanceArn: arn, IdentityStoreId: 'd-1', Name: 'people', Status: 'ACTIVE' }];
  const api = apiOf('sso-admin', { ListInstances: { Instances } });
  expect((await collected(collectors, 'AWS::SSO::Instance', api)).resources).toEqual([
    {
      type: 'AWS::SSO::Instance',
      account: '111122223333',
      region: 'us-east-1',
      arn,
      id: 'ssoins-1',
      name: 'people',
      identityStoreId: 'd-1',
      status: 'ACTIVE',
    },
  ]);
});

test('a denied listing is a gap', async () => {
  const api = apiOf('sso-admin', { ListInstances: denied() });
  expect(await collected(collectors, 'AWS::SSO::Instance', api)).toEqual({
    resources: [],
    gap: deniedReading('sso:ListInstances'),
  });
});
