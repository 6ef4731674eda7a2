import { expect, test } from 'vitest';
import {
  authorize,
  canReach,
  equivalent,
  externalAccess,
  InvalidInput,
  lintPolicy,
  parsePolicyDocument,
  publicAccess,
  requires,
} from './index.ts';

type Json = Record<string, unknown>;

const BUCKET = { type: 'AWS::S3::Bucket', arn: 'arn:aws:s3:::shop', account: '111122223333' };
const USER = 'arn:aws:iam::111122223333:user/alice';

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const policy = (...Statement: readonly Json[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const read = (Resource: string, rest: Json = {}): Json => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Principal: '*',
  Resource,
  ...rest,
});
const tagged = (index: number): Json => ({ StringLike: { 'aws:PrincipalTag/x': `${index}*` } });

/** Past AWS's limits by far. */
const HOSTILE: Readonly<Record<string, string>> = {
  'thousands of wildcards': policy(read(`arn:aws:s3:::${'?*a'.repeat(3000)}`)),
  'a long run of question marks': policy(read(`arn:aws:s3:::*${'?'.repeat(10_000)}`)),
  'thousands of statements': policy(
    ...many(1000, (at) => read(`arn:aws:s3:::*${at}/*`, { Condition: tagged(at) })),
  ),
  'thousands of denials': policy(
    read('*'),
    ...many(1000, (at) => read(`arn:aws:s3:::*${at}/*`, { Effect: 'Deny', Condition: tagged(at) })),
  ),
  'many variables': policy(read(`arn:aws:s3:::${'${a:a}${a:b}*'.repeat(200)}`)),
  'many patterns of actions': policy(read('*', { Action: many(1000, (at) => `*${at}*`) })),
  'an action of many stars': policy(read('*', { Action: `s3:${'*a'.repeat(5000)}` })),
  'many addresses': policy(
    read('*', {
      Condition: { NotIpAddress: { 'aws:SourceIp': many(5000, (at) => `10.${at >> 8}.${at & 255}.0/24`) } },
    }),
  ),
  'tens of thousands of values': policy(
    read('*', { Condition: { StringNotLike: { 'aws:PrincipalTag/x': many(20_000, (at) => `*${at}*`) } } }),
  ),
  'hundreds of keys under each operator': policy(
    read('*', {
      Condition: Object.fromEntries(
        [
          'StringLike',
          'StringNotLike',
          'ArnLike',
          'ForAnyValue:StringLike',
          'ForAllValues:StringNotLike',
        ].map((operator) => [
          operator,
          Object.fromEntries(many(100, (at) => [`aws:RequestTag/k${at}`, many(10, (value) => `*${value}?`)])),
        ]),
      ),
    }),
  ),
  'a condition of fifty thousand levels': `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}]}`,
  'a list of a hundred thousand levels': '['.repeat(100_000) + ']'.repeat(100_000),
  'an action of a million letters': policy(read('*', { Action: `s3:${'A'.repeat(1_000_000)}` })),
};

/** Each asks the engine about a policy; the answer's reason, where it is not known. */
const QUESTIONS: Readonly<Record<string, (text: string) => string | undefined>> = {
  parse: (text) => void parsePolicyDocument(text),
  lint: (text) => void lintPolicy(text, { kind: 'resource-policy' }),
  authorize: (text) =>
    void authorize(
      { principal: USER, action: 's3:GetObject', resource: `arn:aws:s3:::${'a'.repeat(1000)}` },
      { resourcePolicy: text },
    ),
  canReach: (text) => reasonOf(canReach({ resourcePolicy: text }, { actions: ['s3:*'], principal: USER })),
  requires: (text) =>
    reasonOf(
      requires({ resourcePolicy: text }, { actions: ['s3:*'] }, { Bool: { 'aws:SecureTransport': 'true' } }),
    ),
  publicAccess: (text) => reasonOf(publicAccess(text, BUCKET)),
  externalAccess: (text) => reasonOf(externalAccess(text, BUCKET, { trustedAccounts: [BUCKET.account] })),
  equivalent: (text) =>
    reasonOf(equivalent(text, policy(read('arn:aws:s3:::shop/*')), { policyType: 'resource' })),
};

function reasonOf(verdict: { readonly answer: string; readonly reason?: string }): string | undefined {
  return verdict.answer === 'unknown' ? (verdict.reason ?? '') : undefined;
}

const ASKED = Object.keys(QUESTIONS).flatMap((question) =>
  Object.keys(HOSTILE).map((name) => [question, name] as const),
);

test.each(ASKED)(
  '%s of %s: answered, refused in a sentence, or unknown with its reason',
  (question, name) => {
    try {
      const reason = QUESTIONS[question]?.(HOSTILE[name] ?? '');
      if (reason !== undefined) expect(reason).toMatch(/^more than [\d,]+ steps/);
    } catch (refusal) {
      expect(refusal).toBeInstanceOf(InvalidInput);
      expect((refusal as InvalidInput).message.length).toBeLessThan(500);
    }
  },
);
