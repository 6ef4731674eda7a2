import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './kms.ts';

const ARN = 'arn:aws:kms:us-east-1:111122223333:key/k1';
const METADATA = {
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
  CreationDate: new Date('2024-05-06T00:00:00Z'),
  MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY' },
  Description: 'trail',
};

const ANSWERS = {
  ListKeys: { Keys: [{ KeyId: 'k1', KeyArn: ARN }] },
  'ListAliases {"Limit":100}': {
    Aliases: [
      { AliasName: 'alias/a', TargetKeyId: 'k1' },
      { AliasName: 'alias/other', TargetKeyId: 'k2' },
    ],
    NextMarker: 'm',
  },
  'ListAliases {"Limit":100,"Marker":"m"}': { Aliases: [{ AliasName: 'alias/b', TargetKeyId: 'k1' }] },
  DescribeKey: { KeyMetadata: METADATA },
  GetKeyRotationStatus: { KeyRotationEnabled: true, RotationPeriodInDays: 180 },
  'GetKeyPolicy {"KeyId":"k1","PolicyName":"default"}': { Policy: '{}' },
  ListGrants: {
    Grants: [
      {
        GrantId: 'g',
        GranteePrincipal: 'arn:aws:iam::111122223333:role/r',
        Operations: ['Decrypt'],
        Constraints: { EncryptionContextSubset: { a: 'b' } },
      },
    ],
  },
};

async function keyOf(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('kms', answers);
  const { resources } = await collected(collectors, 'AWS::KMS::Key', api);
  return { key: resources[0], calls: api.calls };
}

test("a customer's key", async () => {
  expect((await keyOf(ANSWERS)).key).toEqual({
    type: 'AWS::KMS::Key',
    account: '111122223333',
    region: 'us-east-1',
    arn: ARN,
    id: 'k1',
    name: 'alias/a',
    metadata: read({
      keyManager: 'CUSTOMER',
      keyState: 'Enabled',
      keySpec: 'SYMMETRIC_DEFAULT',
      keyUsage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      creationDate: '2024-05-06T00:00:00.000Z',
      deletionDate: null,
      multiRegionKeyType: 'PRIMARY',
      description: 'trail',
    }),
    aliases: read(['alias/a', 'alias/b']),
    rotation: read({ enabled: true, rotationPeriodInDays: 180 }),
    policy: read('{}'),
    grants: read([
      {
        grantId: 'g',
        granteePrincipal: 'arn:aws:iam::111122223333:role/r',
        retiringPrincipal: null,
        operations: ['Decrypt'],
        encryptionContextEquals: null,
        encryptionContextSubset: { a: 'b' },
      },
    ]),
  });
});

test.each([
  ['of AWS', { KeyManager: 'AWS' }],
  ['asymmetric', { KeySpec: 'RSA_2048' }],
  ['with imported material', { Origin: 'EXTERNAL' }],
  ['pending deletion', { KeyState: 'PendingDeletion', DeletionDate: '2026-12-01T00:00:00Z' }],
])('rotation is not asked for a key %s', async (_, change) => {
  const { key, calls } = await keyOf({
    ...ANSWERS,
    DescribeKey: { KeyMetadata: { ...METADATA, ...change } },
  });
  expect(key?.rotation).toEqual(read(null));
  expect(calls.some((call) => call.includes('GetKeyRotationStatus'))).toBe(false);
});

test("policy and grants of AWS's keys are not asked for", async () => {
  const { key, calls } = await keyOf({
    ...ANSWERS,
    DescribeKey: { KeyMetadata: { ...METADATA, KeyManager: 'AWS' } },
  });
  expect([key?.policy, key?.grants]).toEqual([read(null), read([])]);
  expect(calls.some((call) => /GetKeyPolicy|ListGrants/.test(call))).toBe(false);
});

test('a key that cannot rotate says so by an error', async () => {
  const { key } = await keyOf({
    ...ANSWERS,
    GetKeyRotationStatus: answeredError('UnsupportedOperationException', 400),
  });
  expect(key?.rotation).toEqual(read(null));
});

test.each([
  ['DescribeKey', 'metadata'],
  ['GetKeyRotationStatus', 'rotation'],
  ['GetKeyPolicy', 'policy'],
  ['ListGrants', 'grants'],
] as const)('%s denied costs %s only', async (operation, field) => {
  const { 'GetKeyPolicy {"KeyId":"k1","PolicyName":"default"}': GetKeyPolicy, ...rest } = ANSWERS;
  const { key } = await keyOf({ ...rest, GetKeyPolicy, [operation]: denied() });
  const { key: whole } = await keyOf(ANSWERS);
  expect(key).toEqual({ ...whole, [field]: deniedReading(`kms:${operation}`) });
});

test('denied aliases and keys', async () => {
  const { 'ListAliases {"Limit":100}': _, ...rest } = ANSWERS;
  const { key } = await keyOf({ ...rest, ListAliases: denied() });
  expect(key?.aliases).toEqual(deniedReading('kms:ListAliases'));
  const api = apiOf('kms', { ...ANSWERS, ListKeys: denied() });
  expect(await collected(collectors, 'AWS::KMS::Key', api)).toEqual({
    resources: [],
    gap: deniedReading('kms:ListKeys'),
  });
});
