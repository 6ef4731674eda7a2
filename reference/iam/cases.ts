import * as fc from 'fast-check';
import {
  contextValue,
  FULL,
  grant,
  operator,
  policies,
  policyValue,
  principal,
  request,
  some,
} from './arbitraries.ts';
import type { Policies, Request } from './request.ts';
import { KEYS, OWN, PRINCIPALS, RESOURCES, SESSION } from './words.ts';

/** Everything fits but the one clause: operators, values and variables decide. */
export const conditionCase: fc.Arbitrary<Case> = fc
  .record({
    operator,
    key: fc.constantFrom(...KEYS),
    values: some(policyValue),
    context: fc.array(contextValue, { maxLength: 3 }),
    version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
    principal: fc.constantFrom(...PRINCIPALS.slice(0, 7)),
  })
  .map(({ operator: name, key, values, context, version, principal: who }) => {
    const keys = [key, 'aws:PrincipalTag/team', 's3:prefix'];
    return {
      asked: {
        principal: who,
        action: 'nosuch:Thing',
        resource: '*',
        context: Object.fromEntries(context.map((value, index) => [keys[index] ?? key, value])),
      },
      given: {
        serviceControlPolicies: [
          [
            {
              Version: version,
              Statement: {
                Effect: 'Allow',
                Action: '*',
                Resource: '*',
                Condition: { [name]: { [key]: values } },
              },
            },
          ],
        ],
        identityPolicies: [FULL],
        sessionPolicies: [FULL],
      },
    };
  });

/** What a pattern has, and what an ARN has in its place: what fits mostly, and sometimes not quite. */
const PIECES: readonly (readonly [pattern: string, ...texts: string[]])[] = [
  ['a', 'a', 'a', 'a', 'b'],
  ['ab', 'ab', 'ab', 'a'],
  [':', ':', ':', ':', ':', ''],
  [':', ':'],
  [':', ':'],
  ['/', '/', '/', ':'],
  ['*', '', 'a', 'ab', 'a/b', 'a:b', ':', '*'],
  ['*:', ':', 'a:', 'a:b:'],
  ['?', 'a', '/', ':', ''],
  ['${aws:PrincipalTag/team}', 'red', 'a', ''],
  ['${*}', '*', 'a'],
  ["${no:key, 'a:b'}", 'a:b', 'a'],
  ['${no:key}', 'a', ''],
];

const piece = fc
  .constantFrom(...PIECES)
  .chain(([pattern, ...texts]) => fc.constantFrom(...texts).map((text) => ({ pattern, text })));

export interface Case {
  readonly asked: Request;
  readonly given: Policies;
}

/** Everything fits but an ARN: the resource, or the value of a condition's key. */
export const arnCase: fc.Arbitrary<Case> = fc
  .record({
    head: fc.constantFrom('', 'arn:aws:s3:', 'arn:aws:s3:::'),
    pieces: fc.array(piece, { maxLength: 9 }),
    tail: fc.constantFrom('', '', ':a', '::a'),
    team: fc.constantFrom('red', 'a', '', ':', '*', undefined),
    element: fc.constantFrom('Resource', 'Resource', 'NotResource', 'ArnLike', 'ArnNotEquals', 'StringLike'),
  })
  .map(({ head, pieces, tail, team, element }) => {
    const pattern = `${head}${pieces.map((each) => each.pattern).join('')}`;
    const text = `${head}${pieces.map((each) => each.text).join('')}${tail}`;
    const isResource = element.endsWith('Resource');
    return {
      asked: {
        principal: PRINCIPALS[0] ?? '',
        resourceAccount: OWN,
        action: 'nosuch:Thing',
        resource: isResource ? text : '*',
        context: {
          ...(!isResource && { 'aws:SourceArn': text }),
          ...(team !== undefined && { 'aws:PrincipalTag/team': team }),
        },
      },
      given: {
        identityPolicies: [
          {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Action: '*',
              ...(isResource
                ? { [element]: pattern }
                : { Resource: '*', Condition: { [element]: { 'aws:SourceArn': pattern } } }),
            },
          },
        ],
      },
    };
  });

/** Grants that are nearly what the request needs. */
export const grantCase: fc.Arbitrary<Case> = fc
  .record({
    principal: fc.constantFrom(...PRINCIPALS),
    grants: fc.array(grant, { maxLength: 2 }),
    isGrantees: fc.boolean(),
    context: fc.dictionary(
      fc.constantFrom('kms:EncryptionContext:Dept', 'kms:EncryptionContext:x'),
      fc.constantFrom('red', 'Red'),
    ),
  })
  .map(({ principal: who, grants, isGrantees, context }) => ({
    asked: {
      principal: who,
      action: 'kms:Decrypt',
      resource: RESOURCES.find((arn) => arn.includes(':kms:')) ?? '',
      context,
    },
    given: { kmsGrants: isGrantees ? grants.map((each) => ({ ...each, granteePrincipal: who })) : grants },
  }));

/** A resource policy of one statement about everything; who is named, and who asks, decide. */
export const principalCase: fc.Arbitrary<Case> = fc
  .record({
    asked: request,
    element: fc.constantFrom('Principal', 'NotPrincipal'),
    named: fc.oneof(
      principal,
      fc.subarray([SESSION, `arn:aws:iam::${OWN}:role/app`, OWN]).map((AWS) => ({ AWS })),
      fc.subarray([PRINCIPALS[0] ?? '', OWN]).map((AWS) => ({ AWS })),
    ),
    isSession: fc.boolean(),
    effect: fc.constantFrom('Allow', 'Deny'),
    limits: fc.constantFrom<Policies>(
      {},
      { permissionsBoundaries: [{ Statement: [] }] },
      { permissionsBoundaries: [FULL] },
      { sessionPolicies: [{ Statement: [] }] },
      { sessionPolicies: [FULL], identityPolicies: [FULL] },
      { identityPolicies: [FULL] },
    ),
  })
  .map(({ asked, element, named, isSession, effect, limits }) => ({
    asked: { ...asked, action: 'sqs:SendMessage', ...(isSession && { principal: SESSION }) },
    given: {
      ...limits,
      resourcePolicy: { Statement: { Effect: effect, Action: '*', Resource: '*', [element]: named } },
    },
  }));

/** All of them. */
export const anyCase: fc.Arbitrary<Case> = fc.oneof(
  fc.record({ asked: request, given: policies }),
  conditionCase,
  arnCase,
  principalCase,
  grantCase,
);
