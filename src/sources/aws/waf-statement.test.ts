import type { ByteMatchStatement, Statement } from '@aws-sdk/client-wafv2';
import { expect, test } from 'vitest';
import { requestsUnder } from './waf-statement.ts';

function match(overrides: Partial<ByteMatchStatement>): Statement {
  return {
    ByteMatchStatement: {
      SearchString: new TextEncoder().encode('/'),
      FieldToMatch: { UriPath: {} },
      PositionalConstraint: 'STARTS_WITH',
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      ...overrides,
    },
  };
}

const every = match({});
const login = match({ SearchString: new TextEncoder().encode('/login') });
const country: Statement = { GeoMatchStatement: { CountryCodes: ['DE'] } };
const address: Statement = { IPSetReferenceStatement: { ARN: 'arn' } };

test.each<[string, Statement | undefined, string]>([
  ['no statement', undefined, 'all-requests'],
  ['every path', every, 'all-requests'],
  ['a path', login, 'some-requests'],
  ['the root alone', match({ PositionalConstraint: 'EXACTLY' }), 'some-requests'],
  ['paths as a hash', match({ TextTransformations: [{ Priority: 0, Type: 'BASE64_DECODE' }] }), 'not-told'],
  ['a method', match({ FieldToMatch: { Method: {} }, PositionalConstraint: 'EXACTLY' }), 'some-requests'],
  ['a part of a method', match({ FieldToMatch: { Method: {} } }), 'not-told'],
  ['a header', match({ FieldToMatch: { SingleHeader: { Name: 'host' } } }), 'not-told'],
  ['no text', match({ SearchString: undefined }), 'not-told'],
  ['a country', country, 'not-told'],
  ['all but an address', { NotStatement: { Statement: address } }, 'not-told'],
  ['a path and a country', { AndStatement: { Statements: [login, country] } }, 'some-requests'],
  ['every path and a country', { AndStatement: { Statements: [every, country] } }, 'not-told'],
  ['a path or a country', { OrStatement: { Statements: [login, country] } }, 'not-told'],
  ['a path or another', { OrStatement: { Statements: [login, login] } }, 'some-requests'],
  ['every path or a country', { OrStatement: { Statements: [country, every] } }, 'all-requests'],
  ['nothing or nothing', { OrStatement: { Statements: [] } }, 'not-told'],
])('%s', (_, statement, requests) => {
  expect(requestsUnder(statement)).toBe(requests);
});

test('the command line tells the text in base64', () => {
  const cli = JSON.parse(
    `{"ByteMatchStatement":{"SearchString":"${btoa('/login')}","FieldToMatch":{"UriPath":{}},"PositionalConstraint":"STARTS_WITH","TextTransformations":[]}}`,
  );
  expect(requestsUnder(cli)).toBe('some-requests');
});
