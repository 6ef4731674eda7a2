import { expect, test } from 'vitest';
import { aKmsKey, keyMetadata } from '../../../test/builders/kms.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { ORGANIZATION } from '../../../test/builders/organizations.ts';
import { ACCOUNT, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import {
  ALONE,
  MEMBER,
  PARTNER,
  policyTester,
  testResourcePolicies,
  VENDOR,
} from '../../../test/resource-policy-tests.ts';
import { read } from '../../model/reading.ts';
import type { KmsGrant } from '../../model/resources/kms.ts';
import { kmsKey } from './kms-key.ts';

const tests = {
  checks: kmsKey,
  build: (policy: ReturnType<typeof aKmsKey>['policy']) => aKmsKey({ policy }),
  action: 'kms:Decrypt',
  bound: true,
  call: 'kms:GetKeyPolicy',
};
testResourcePolicies('a key', tests);

const { having, both, others } = policyTester(tests);

test('everybody who comes through a service for the own account is of the own account', () => {
  const through = {
    StringEquals: { 'kms:CallerAccount': ACCOUNT, 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
  };
  expect(both(having({ Principal: { AWS: '*' }, Condition: through }))).toEqual(['pass', 'pass']);
  const { 'kms:CallerAccount': _, ...ofAnybody } = through.StringEquals;
  expect(both(having({ Principal: { AWS: '*' }, Condition: { StringEquals: ofAnybody } }))).toEqual([
    'fail',
    'fail',
  ]);
});

const grant = (overrides: Partial<KmsGrant>): KmsGrant => ({
  grantId: 'abcde1237f76e4ba7987489ac329fbfba6ad343d6f7075dbd1ef191f0120514a',
  granteePrincipal: `arn:aws:iam::${VENDOR}:role/reader`,
  retiringPrincipal: null,
  operations: ['Decrypt'],
  encryptionContextEquals: null,
  encryptionContextSubset: null,
  ...overrides,
});
const granted = (...grants: readonly Partial<KmsGrant>[]) => aKmsKey({ grants: read(grants.map(grant)) });

test('a grant lets an outside account in whatever the policy says, and no stranger', () => {
  expect(both(granted({}))).toEqual(['pass', 'fail']);
  const { grantId } = grant({});
  expect(evaluate(others, granted({}), ALONE)).toMatchObject([
    {
      status: 'fail',
      evidence: {
        outsiders: [`account ${VENDOR}`],
        statements: [],
        grants: [grantId],
        witness: { principal: `arn:aws:iam::${VENDOR}:role/reader`, action: 'kms:Decrypt' },
      },
    },
  ]);
  const second = granted({}, { granteePrincipal: `arn:aws:iam::${PARTNER}:user/eve` });
  expect(evaluate(others, second, ALONE)).toMatchObject([
    { evidence: { outsiders: [`account ${VENDOR}`, `account ${PARTNER}`] } },
  ]);
});

test('so does one for an encryption context', () => {
  const context = { bucket: 'exports' };
  for (const each of [{ encryptionContextEquals: context }, { encryptionContextSubset: context }])
    expect(evaluate(others, granted(each), ALONE)).toMatchObject([
      { status: 'fail', evidence: { witness: { context: { 'kms:EncryptionContext:bucket': 'exports' } } } },
    ]);
});

test('grants to services, to the own account and to trusted ones let in nobody of outside', () => {
  const within = { encryptionContextEquals: { bucket: 'exports' } };
  const own = `arn:aws:iam::${ACCOUNT}:role/web`;
  for (const granteePrincipal of ['dynamodb.us-east-1.amazonaws.com', own])
    expect(both(granted({ granteePrincipal, ...within }))).toEqual(['pass', 'pass']);
  const settings = { trustedAccounts: [VENDOR] };
  expect(both(granted({}), { ...ALONE, settings })).toEqual(['pass', 'pass']);
});

test('a resource control policy binds grants', () => {
  const perimeter = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'kms:*',
    Resource: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } },
  };
  const resources = anOrganization(['RESOURCE_CONTROL_POLICY', perimeter]);
  expect(both(granted({}), { ...MEMBER, resources })).toEqual(['pass', 'pass']);
});

test('grants that were not read may let others in, and no strangers', () => {
  const missing = deniedCall('kms:ListGrants');
  expect(both(aKmsKey({ grants: missing }))).toEqual(['pass', 'unknown']);
  expect(evaluate(others, aKmsKey({ grants: missing }), ALONE)).toMatchObject([{ unread: [missing] }]);
  const open = having({ Principal: { AWS: VENDOR } });
  expect(both({ ...open, grants: missing } as typeof open)).toEqual(['pass', 'fail']);
});

test('does not concern keys that AWS manages', () => {
  const metadata = read(keyMetadata({ keyManager: 'AWS' }));
  for (const check of kmsKey) expect(statuses(check, aKmsKey({ metadata }))).toEqual(['not-applicable']);
});
