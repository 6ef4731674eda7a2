import { expect, test } from 'vitest';
import { anOidcProvider, aSamlProvider, aUser } from '../../../test/builders/iam.ts';
import { AS_OF, deniedCall, type EvaluateOptions, statuses, theAccount } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { federationInUse as check } from './federation-in-use.ts';

const [ONE, TWO, THREE] = ['ann', 'ben', 'cat'].map((id) => aUser({ id }));
const PEOPLE = [ONE, TWO, THREE].flatMap((each) => each ?? []);
const MACHINE = aUser({ id: 'ci', loginProfile: read(null) });
const UNREAD = aUser({ id: 'dan', loginProfile: deniedCall('iam:GetLoginProfile') });

function judged(options: EvaluateOptions) {
  return statuses(check, theAccount(), options);
}

test('passes with a SAML provider, however many users there are', () => {
  expect(judged({ resources: [...PEOPLE, UNREAD, aSamlProvider()] })).toEqual(['pass']);
});

test('passes with as many users with a password as may be', () => {
  expect(judged({ resources: [...PEOPLE.slice(0, 2), MACHINE] })).toEqual(['pass']);
});

test('fails with more, since OpenID Connect signs in workloads', () => {
  expect(judged({ resources: [...PEOPLE, anOidcProvider()] })).toEqual(['fail']);
  expect(judged({ resources: PEOPLE.slice(0, 2), settings: { consoleUsersWithoutFederation: 1 } })).toEqual([
    'fail',
  ]);
});

test('more users than may be settle it, whoever else could not be read', () => {
  expect(judged({ resources: [...PEOPLE, UNREAD] })).toEqual(['fail']);
  expect(judged({ resources: PEOPLE, denied: ['AWS::IAM::User'] })).toEqual(['fail']);
});

test('is unknown when what is missing could turn it', () => {
  expect(judged({ resources: [...PEOPLE.slice(0, 2), UNREAD] })).toEqual(['unknown']);
  expect(judged({ resources: PEOPLE.slice(0, 2), denied: ['AWS::IAM::User'] })).toEqual(['unknown']);
  expect(judged({ resources: PEOPLE, denied: ['AWS::IAM::SAMLProvider'] })).toEqual(['unknown']);
});

test('a SAML provider whose metadata have expired signs nobody in', () => {
  const expired = aSamlProvider({ validUntil: AS_OF });
  const valid = aSamlProvider({ validUntil: '2126-01-01T00:00:00.000Z' });
  expect(judged({ resources: [...PEOPLE, expired] })).toEqual(['fail']);
  expect(judged({ resources: [...PEOPLE, expired, { ...valid, id: 'new', arn: `${valid.arn}-2` }] })).toEqual(
    ['pass'],
  );
});
