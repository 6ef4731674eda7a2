import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorize } from '../authorize.ts';
import { isPolicyError, type PolicyDocument, parsePolicyDocument } from '../policy-document.ts';
import { policyAtBucket } from './access-point-policy.ts';

const POINT = 'arn:aws:s3:eu-west-1:111122223333:accesspoint/partner';
const BUCKET = 'arn:aws:s3:::data';

function parsed(resource: string, more: object = {}, version = '2012-10-17'): PolicyDocument {
  const document = parsePolicyDocument(
    JSON.stringify({
      Version: version,
      Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: resource, ...more },
    }),
  );
  if (isPolicyError(document)) throw new Error(document.error);
  return document;
}

const resourcesOf = (resource: string): readonly string[] | null | undefined => {
  const at = policyAtBucket(parsed(resource), POINT, BUCKET);
  return at && (at.statements[0]?.resources ?? []);
};

test.each([
  [`${POINT}/object/*`, [`${BUCKET}/*`]],
  [`${POINT}/object/a/*.pdf`, [`${BUCKET}/a/*.pdf`]],
  [POINT, [BUCKET]],
  ['*', ['*']],
  ['arn:aws:s3:eu-west-?:111122223333:accesspoint/*', [BUCKET, `${BUCKET}/*`]],
  ['arn:aws:s3:eu-west-1:111122223333:accesspoint/partner*', [BUCKET, `${BUCKET}/*`]],
  ['arn:aws:s3:eu-west-1:111122223333:accesspoint/other/object/*', []],
  [`${BUCKET}/*`, []],
  [`${POINT}/object/\${aws:username}/*`, [`${BUCKET}/\${aws:username}/*`]],
  [`${POINT}/object/\${*}x\${?}`, [`${BUCKET}/\${*}x\${?}`]],
  ['arn:aws:s3:eu-west-1:111122223333:accesspoint/other-${aws:username}/object/*', []],
  ['arn:aws:s3:eu-west-1:111122223333:accesspoint/${aws:PrincipalTag/team}/object/*', null],
])('what %s of an access point is at the bucket', (resource, expected) => {
  expect(resourcesOf(resource)).toEqual(expected);
});

test('all but some of it', () => {
  const but = (resource: string) =>
    policyAtBucket(parsed('*', { Resource: undefined, NotResource: resource }), POINT, BUCKET)?.statements[0];
  expect(but(`${POINT}/object/secret/*`)).toMatchObject({
    resources: null,
    notResources: [`${BUCKET}/secret/*`],
  });
  expect(but('arn:aws:s3:::elsewhere/*')).toMatchObject({ resources: ['*'], notResources: null });
});

const part = fc.constantFrom('*', '?', 'a', 'ab', '/', 'object', ':', 'partner', '${*}', '$');
const pattern = fc.oneof(
  fc.array(part, { maxLength: 6 }).map((parts) => `${POINT}/object/${parts.join('')}`),
  fc.array(part, { maxLength: 6 }).map((parts) => `arn:aws:s3:*:111122223333:accesspoint/${parts.join('')}`),
  fc.array(part, { maxLength: 6 }).map((parts) => `arn:aws:s3:eu-west-1:1*:${parts.join('')}`),
);
const key = fc.array(fc.constantFrom('a', 'b', '/', 'object', ':', '*', '$', 'x'), { maxLength: 6 });
const version = fc.constantFrom('2012-10-17', '2008-10-17');

test('LAW: it allows of the bucket what the policy allows of the access point', () => {
  fc.assert(
    fc.property(pattern, key, version, (resource, keys, written) => {
      const document = parsed(resource, {}, written);
      const at = policyAtBucket(document, POINT, BUCKET);
      fc.pre(at !== null && keys.length > 0);
      const allows = (policy: PolicyDocument | null, target: string) =>
        policy !== null &&
        authorize(
          { principal: '*', action: 's3:GetObject', resource: target, resourceAccount: '111122223333' },
          { resourcePolicy: policy },
        ).effect === 'allow';
      const name = keys.join('');
      expect(allows(at, `${BUCKET}/${name}`)).toBe(allows(document, `${POINT}/object/${name}`));
    }),
    { numRuns: 2000 },
  );
});
