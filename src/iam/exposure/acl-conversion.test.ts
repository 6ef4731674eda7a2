import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AclGrant } from '../../model/resources/s3.ts';
import { authorize } from '../authorize.ts';
import { BUCKET_ACL_ACTIONS } from './acl-actions.ts';
import { convertAcl } from './acl-conversion.ts';

const BUCKET = { arn: 'arn:aws:s3:::data-bucket', account: '111122223333' };
const user = (id: string, permission: AclGrant['permission']): AclGrant => ({
  grantee: { type: 'CanonicalUser', id },
  permission,
});
const group = (id: string, permission: AclGrant['permission']): AclGrant => ({
  grantee: { type: 'Group', id: `http://acs.amazonaws.com/groups/${id}` },
  permission,
});
const converted = (grants: readonly AclGrant[], policy: string | null = null) =>
  convertAcl(BUCKET, { ownerId: 'owner', grants: [user('owner', 'FULL_CONTROL'), ...grants] }, policy);

interface Converted {
  readonly Id?: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}
const documentOf = (text: string | null | undefined) => JSON.parse(text ?? 'null') as Converted;

test('a statement of each grantee, with all that its grants give', () => {
  const found = converted([user('them', 'READ'), user('them', 'WRITE'), user('others', 'READ_ACP')]);
  expect(found).toMatchObject({ proved: true, reason: null, dropped: [] });
  expect(documentOf(found?.policy).Statement).toEqual([
    {
      Sid: 'FromAcl1',
      Effect: 'Allow',
      Principal: { CanonicalUser: 'them' },
      Action: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
      Resource: BUCKET.arn,
    },
    {
      Sid: 'FromAcl2',
      Effect: 'Allow',
      Principal: { CanonicalUser: 'them' },
      Action: ['s3:PutObject'],
      Resource: `${BUCKET.arn}/*`,
    },
    {
      Sid: 'FromAcl3',
      Effect: 'Allow',
      Principal: { CanonicalUser: 'others' },
      Action: ['s3:GetBucketAcl'],
      Resource: BUCKET.arn,
    },
  ]);
});

test('beside the statements that the policy has, and no Sid twice', () => {
  const has = {
    Sid: 'FromAcl1',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `${BUCKET.arn}/*`,
  };
  const policy = JSON.stringify({ Version: '2012-10-17', Id: 'kept', Statement: has });
  const found = converted([user('them', 'READ')], policy);
  const document = documentOf(found?.policy);
  expect(found?.proved).toBe(true);
  expect(document.Id).toBe('kept');
  expect(document.Statement.map((each) => each['Sid'])).toEqual(['FromAcl1', 'FromAcl2']);
});

test('log delivery as the service, for its own account', () => {
  const found = converted([group('s3/LogDelivery', 'WRITE'), group('s3/LogDelivery', 'READ_ACP')]);
  expect(documentOf(found?.policy).Statement).toMatchObject([
    {
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: ['s3:PutObject'],
      Resource: `${BUCKET.arn}/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': BUCKET.account } },
    },
  ]);
  expect(found?.dropped).toEqual([expect.stringContaining("READ_ACP to S3's log delivery")]);
});

test('what is for everybody is left out, and said', () => {
  const found = converted([group('global/AllUsers', 'READ'), group('global/AuthenticatedUsers', 'WRITE')]);
  expect(found).toMatchObject({ policy: null, proved: true });
  expect(found?.dropped).toEqual([
    expect.stringMatching(/^READ to everyone/),
    expect.stringMatching(/^WRITE to every AWS account/),
  ]);
});

const CLOUDFRONT = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

test.each<[AclGrant, RegExp]>([
  [
    { grantee: { type: 'AmazonCustomerByEmail', id: 'a@example.com' }, permission: 'READ' },
    /^READ to a@example\.com: a policy names no e-mail/,
  ],
  [group('s3/SomethingNew', 'WRITE'), /SomethingNew: a group that no policy names$/],
  [user(CLOUDFRONT, 'FULL_CONTROL'), /^FULL_CONTROL to CloudFront's log delivery/],
])('what no policy takes the place of leaves nothing proved: %j', (grant, why) => {
  expect(converted([user('them', 'READ'), grant])).toMatchObject({
    proved: false,
    reason: expect.stringMatching(why),
  });
});

test('beside a public policy nothing is offered, which Block Public Access acts on', () => {
  const site = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${BUCKET.arn}/*` };
  const found = converted([user('them', 'READ')], JSON.stringify({ Version: '2012-10-17', Statement: site }));
  expect(found).toMatchObject({
    proved: false,
    reason: expect.stringMatching(/^AWS calls the policy public/),
  });
});

test('a policy that is none, and one that would be too long', () => {
  expect(converted([user('them', 'READ')], '{')).toBeNull();
  expect(converted([user('them', 'READ')], '{}')).toBeNull();
  const long = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `${BUCKET.arn}/${'x'.repeat(20_400)}`,
    },
  });
  expect(converted([user('them', 'READ')], long)).toMatchObject({
    proved: false,
    reason: 'the policy would be longer than the 20,480 characters that S3 takes',
  });
});

const permission = fc.constantFrom<AclGrant['permission']>(
  'READ',
  'WRITE',
  'READ_ACP',
  'WRITE_ACP',
  'FULL_CONTROL',
);
const grant = fc.record({ id: fc.constantFrom('a', 'b', 'c'), permission });

test('LAW: each that a grant lets do something, the policy lets do it, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(grant, { minLength: 1, maxLength: 5 }), (grants) => {
      const found = converted(grants.map(({ id, permission: each }) => user(id, each)));
      expect(found?.proved).toBe(true);
      const text = (found?.policy ?? '').replaceAll(/\{"CanonicalUser":"(.)"\}/g, (_all, id: string) =>
        JSON.stringify({ AWS: `99990000111${id === 'a' ? 1 : id === 'b' ? 2 : 3}` }),
      );
      for (const [index, id] of ['a', 'b', 'c'].entries())
        for (const action of BUCKET_ACL_ACTIONS.FULL_CONTROL) {
          const request = {
            principal: `arn:aws:iam::99990000111${index + 1}:role/x`,
            action,
            resource: action === 's3:PutObject' ? `${BUCKET.arn}/key` : BUCKET.arn,
            resourceAccount: BUCKET.account,
          };
          const all = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
          const { effect } = authorize(request, { identityPolicies: [all], resourcePolicy: text });
          const given = grants.some(
            (each) => each.id === id && BUCKET_ACL_ACTIONS[each.permission].includes(action),
          );
          expect(effect === 'allow', `${id} ${action}`).toBe(given);
        }
    }),
    { numRuns: 60 },
  );
});
