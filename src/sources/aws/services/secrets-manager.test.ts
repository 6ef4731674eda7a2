import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { ACCOUNT, REGION } from '../../../../test/inventory-of.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './secrets-manager.ts';

const [secrets] = collectors;
const ARN = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders/database-AbCdEf`;

const entry = {
  ARN,
  Name: 'orders/database',
  KmsKeyId: 'alias/orders',
  RotationEnabled: true,
  RotationLambdaARN: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate`,
  RotationRules: { AutomaticallyAfterDays: 30, ScheduleExpression: 'rate(30 days)' },
  CreatedDate: new Date('2026-01-01T00:00:00Z'),
  LastRotatedDate: new Date('2026-10-22T00:00:00Z'),
  LastChangedDate: new Date('2026-10-22T00:00:01Z'),
  LastAccessedDate: '2026-10-31T00:00:00+00:00',
  NextRotationDate: new Date('2026-11-21T23:59:59Z'),
  OwningService: 'rds',
  PrimaryRegion: REGION,
  Tags: [{ Key: 'team', Value: 'orders' }],
};

const secret = {
  type: 'AWS::SecretsManager::Secret',
  account: ACCOUNT,
  region: REGION,
  arn: ARN,
  id: 'orders/database',
  tags: { team: 'orders' },
  kmsKeyId: 'alias/orders',
  createdDate: '2026-01-01T00:00:00.000Z',
  rotationEnabled: true,
  rotationRules: { automaticallyAfterDays: 30, scheduleExpression: 'rate(30 days)' },
  lastRotatedDate: '2026-10-22T00:00:00.000Z',
  lastChangedDate: '2026-10-22T00:00:01.000Z',
  lastAccessedDate: '2026-10-31T00:00:00.000Z',
  nextRotationDate: '2026-11-21T23:59:59.000Z',
  deletedDate: null,
  owningService: 'rds',
  primaryRegion: REGION,
  policy: read('{"Version":"2012-10-17","Statement":[]}'),
};

test('maps a secret with its policy, and asks for those to be deleted as well', async () => {
  const api = apiOf('secrets-manager', {
    ListSecrets: { SecretList: [entry] },
    [`GetResourcePolicy {"SecretId":"${ARN}"}`]: {
      ARN,
      Name: 'orders/database',
      ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
    },
  });
  expect(await secrets?.collect(api)).toEqual({ resources: [secret], gap: null });
  expect(api.calls[0]).toContain('"IncludePlannedDeletion":true');
});

test('a bare secret: no rotation, no policy', async () => {
  const api = apiOf('secrets-manager', {
    ListSecrets: { SecretList: [{ ARN, Name: 'orders/database' }] },
    GetResourcePolicy: { ARN, Name: 'orders/database' },
  });
  expect((await secrets?.collect(api))?.resources).toMatchObject([
    {
      rotationEnabled: false,
      rotationRules: null,
      nextRotationDate: null,
      owningService: null,
      policy: read(null),
    },
  ]);
});

test('the policy of a secret that waits for its deletion is not asked for', async () => {
  const DeletedDate = new Date('2026-10-30T00:00:00Z');
  const api = apiOf('secrets-manager', { ListSecrets: { SecretList: [{ ...entry, DeletedDate }] } });
  expect((await secrets?.collect(api))?.resources).toMatchObject([
    { deletedDate: '2026-10-30T00:00:00.000Z', policy: read(null) },
  ]);
  expect(api.calls).toHaveLength(1);
});

test('a denied policy costs the policy only', async () => {
  const api = apiOf('secrets-manager', { ListSecrets: { SecretList: [entry] }, GetResourcePolicy: denied() });
  const policy = deniedReading('secretsmanager:GetResourcePolicy');
  expect(await secrets?.collect(api)).toEqual({ resources: [{ ...secret, policy }], gap: null });
});

test('a denied list is a gap', async () => {
  const api = apiOf('secrets-manager', { ListSecrets: denied() });
  expect(await secrets?.collect(api)).toEqual({
    resources: [],
    gap: deniedReading('secretsmanager:ListSecrets'),
  });
});
