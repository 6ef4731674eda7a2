import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPolicyError, parsePolicyDocument } from './policy-document.ts';

function parsed(document: unknown) {
  return parsePolicyDocument(JSON.stringify(document));
}

test('single values and lists give the same shape, in the order of the text', () => {
  const single = parsed({
    Version: '2012-10-17',
    Id: 'p',
    Statement: {
      Sid: 'One',
      Effect: 'Allow',
      Principal: {
        AWS: 'arn:aws:iam::111122223333:root',
        Service: ['ec2.amazonaws.com', 'ecs.amazonaws.com'],
      },
      Action: 's3:GetObject',
      Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::a/*'],
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' }, Bool: { 'aws:SecureTransport': true } },
    },
  });
  expect(single).toEqual({
    version: '2012-10-17',
    id: 'p',
    statements: [
      {
        sid: 'One',
        effect: 'Allow',
        principals: [
          { type: 'AWS', value: 'arn:aws:iam::111122223333:root' },
          { type: 'Service', value: 'ec2.amazonaws.com' },
          { type: 'Service', value: 'ecs.amazonaws.com' },
        ],
        notPrincipals: null,
        actions: ['s3:GetObject'],
        notActions: null,
        resources: ['arn:aws:s3:::b/*', 'arn:aws:s3:::a/*'],
        notResources: null,
        conditions: [
          { operator: 'StringEquals', key: 'aws:SourceVpce', values: ['vpce-1'] },
          { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
        ],
      },
    ],
  });
});

test('the Not elements are kept apart from the others, and an empty list from none', () => {
  const document = parsed({
    Statement: [
      { Effect: 'Deny', NotPrincipal: '*', NotAction: [], NotResource: 'arn:aws:s3:::a' },
      { Effect: 'Allow', Action: ['s3:*'], Resource: '*', Condition: {} },
    ],
  });
  expect(document).toMatchObject({
    version: null,
    id: null,
    statements: [
      {
        sid: null,
        principals: null,
        notPrincipals: [{ type: 'AWS', value: '*' }],
        actions: null,
        notActions: [],
        resources: null,
        notResources: ['arn:aws:s3:::a'],
      },
      { notActions: null, conditions: [] },
    ],
  });
});

test('no statements are a document that says nothing', () => {
  expect(parsed({ Version: '2012-10-17', Statement: [] })).toMatchObject({ statements: [] });
});

const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

test.each([
  ['', /^not JSON/],
  ['{"Statement": [', /^not JSON/],
  ['[]', /^policy is \[\], expected an object$/],
  ['null', /^policy is null/],
  ['{"Version":"2012-10-17"}', /^policy: Statement is missing$/],
  [JSON.stringify({ Statement: [statement], Satement: [] }), /^policy: unknown element "Satement"$/],
  [JSON.stringify({ Version: 2012, Statement: [] }), /^policy: Version is 2012, expected text$/],
  [JSON.stringify({ Statement: ['x'] }), /^statement 1 is "x"/],
  [
    JSON.stringify({ Statement: [statement, { ...statement, Effect: 'allow' }] }),
    /^statement 2: Effect is "allow", expected "Allow" or "Deny"$/,
  ],
  [JSON.stringify({ Statement: { Action: 's3:*' } }), /^statement 1: Effect is missing/],
  [JSON.stringify({ Statement: { Effect: 'Allow' } }), /^statement 1: neither Action nor NotAction$/],
  [
    JSON.stringify({ Statement: { ...statement, NotAction: 'x' } }),
    /^statement 1: both Action and NotAction$/,
  ],
  [JSON.stringify({ Statement: { ...statement, NotResource: 'x' } }), /both Resource and NotResource$/],
  [
    JSON.stringify({ Statement: { ...statement, Principal: '*', NotPrincipal: '*' } }),
    /both Principal and NotPrincipal$/,
  ],
  [
    JSON.stringify({ Statement: { ...statement, Action: [1] } }),
    /^statement 1: Action holds 1, expected text$/,
  ],
  [JSON.stringify({ Statement: { ...statement, Principal: 'me' } }), /^statement 1: Principal is "me"/],
  [
    JSON.stringify({ Statement: { ...statement, Principal: { AWS: { a: 1 } } } }),
    /^statement 1: Principal\.AWS holds/,
  ],
  [
    JSON.stringify({ Statement: { ...statement, Condition: { Bool: 'x' } } }),
    /^statement 1: Condition\.Bool is "x"/,
  ],
  [
    JSON.stringify({ Statement: { ...statement, Condition: { Bool: { k: null } } } }),
    /^statement 1: Condition\.Bool\.k holds null/,
  ],
])('%s is no policy', (text, message) => {
  expect(parsePolicyDocument(text)).toMatchObject({ error: expect.stringMatching(message) });
});

test('LAW: any text gives a document or a message, and never throws', () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value));
  const nearly = fc
    .record({
      Statement: fc.array(
        fc.dictionary(fc.constantFrom('Effect', 'Action', 'Sid', '__proto__'), fc.jsonValue()),
      ),
    })
    .map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(fc.oneof(fc.string(), json, nearly), (text) => {
      const result = parsePolicyDocument(text);
      return isPolicyError(result) ? result.error.length > 0 : Array.isArray(result.statements);
    }),
  );
});
