import { expect, test } from 'vitest';
import { isPolicyError, parsePolicyDocument } from './policy-document.ts';
import { trustedPrincipals } from './trust-policy.ts';

function trusted(...statements: readonly object[]) {
  const document = parsePolicyDocument(JSON.stringify({ Statement: statements }));
  if (isPolicyError(document)) throw new Error(document.error);
  return trustedPrincipals(document);
}

const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' };

test.each([
  ['*', 'anyone', null],
  ['111122223333', 'account', '111122223333'],
  ['arn:aws:iam::111122223333:root', 'account', '111122223333'],
  ['arn:aws-cn:iam::111122223333:root', 'account', '111122223333'],
  ['arn:aws:iam::111122223333:role/path/name', 'role', '111122223333'],
  ['arn:aws:iam::111122223333:user/alice', 'user', '111122223333'],
  ['arn:aws:sts::111122223333:assumed-role/name/session', 'session', '111122223333'],
  ['arn:aws:sts::111122223333:federated-user/bob', 'session', '111122223333'],
  ['AIDACKCEVSQ6C2EXAMPLE', 'unique-id', null],
  ['AROADBQP57FF2AEXAMPLE', 'unique-id', null],
  ['nonsense', 'other', null],
])('AWS principal %s is %s', (value, kind, account) => {
  expect(trusted({ ...assume, Principal: { AWS: value } })).toEqual([
    { kind, value, account, narrowed: false },
  ]);
});

test('services, identity providers and canonical users are told apart', () => {
  const saml = 'arn:aws:iam::111122223333:saml-provider/corporate';
  const found = trusted(
    { ...assume, Principal: { Service: 'ec2.amazonaws.com', CanonicalUser: 'abc' } },
    { Effect: 'Allow', Action: 'sts:AssumeRoleWithSAML', Principal: { Federated: saml } },
  );
  expect(found.map(({ kind, account }) => [kind, account])).toEqual([
    ['service', null],
    ['other', null],
    ['federated', '111122223333'],
  ]);
});

test('only statements that allow assuming count, whatever their wildcards', () => {
  const Principal = { AWS: '111122223333' };
  expect(trusted({ Effect: 'Deny', Action: 'sts:*', Principal })).toEqual([]);
  expect(trusted({ Effect: 'Allow', Action: 'sts:TagSession', Principal })).toEqual([]);
  expect(trusted({ Effect: 'Allow', NotAction: 'sts:*', Principal })).toEqual([]);
  expect(trusted({ Effect: 'Allow', Action: 'STS:assume*', Principal })).toHaveLength(1);
  expect(trusted({ Effect: 'Allow', NotAction: 's3:*', Principal })).toHaveLength(1);
  expect(trusted({ Effect: 'Allow', Action: 'sts:AssumeRole' })).toEqual([]);
});

test('Allow with NotPrincipal is anyone', () => {
  expect(trusted({ ...assume, NotPrincipal: { AWS: '111122223333' } })).toMatchObject([{ kind: 'anyone' }]);
});

test.each([
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*Admin_*', true],
  ['StringEquals', 'AWS:principalarn', 'arn:aws:iam::111122223333:role/deploy', true],
  [
    'ArnLike',
    'aws:PrincipalArn',
    ['arn:aws:iam::111122223333:role/deploy', 'arn:aws:iam::111122223333:*'],
    false,
  ],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*', false],
  ['ArnLike', 'aws:PrincipalArn', '*', false],
  ['ArnLike', 'aws:PrincipalArn', [], false],
  ['ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/deploy', false],
  ['ArnLikeIfExists', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/deploy', false],
  ['StringEquals', 'sts:ExternalId', 'arn:aws:iam::111122223333:role/deploy', false],
])('%s %s %s names principals: %s', (operator, key, value, narrowed) => {
  const Condition = { [operator]: { [key]: value } };
  expect(trusted({ ...assume, Principal: { AWS: '111122223333' }, Condition })).toMatchObject([{ narrowed }]);
});
