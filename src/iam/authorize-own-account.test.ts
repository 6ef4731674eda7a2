import { describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  ALL,
  type AuthorizeCase,
  allow,
  deny,
  effect,
  FEDERATED,
  NONE,
  named,
  policy,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from '../../test/builders/authorize.ts';
import type { PolicySet } from './policy-set.ts';

describe('an account’s own principals', () => {
  test.each<AuthorizeCase>([
    ['nothing allows', {}, {}, 'implicit-deny'],
    ['an identity policy allows', {}, { identityPolicies: [NONE, ALL] }, 'allow'],
    ['a Deny wins', {}, { identityPolicies: [ALL, policy(deny())] }, 'explicit-deny'],
    [
      'a Deny of the resource wins',
      {},
      { identityPolicies: [ALL], resourcePolicy: policy(deny({ Principal: '*' })) },
      'explicit-deny',
    ],
    ['a boundary limits', {}, { identityPolicies: [ALL], permissionsBoundaries: [NONE] }, 'implicit-deny'],
    ['a boundary does not grant', {}, { permissionsBoundaries: [ALL] }, 'implicit-deny'],
    [
      'each boundary must allow',
      {},
      { identityPolicies: [ALL], permissionsBoundaries: [ALL, NONE] },
      'implicit-deny',
    ],
    [
      'session policies limit',
      { principal: SESSION },
      { identityPolicies: [ALL], sessionPolicies: [NONE] },
      'implicit-deny',
    ],
    [
      'one session policy is enough',
      { principal: SESSION },
      { identityPolicies: [ALL], sessionPolicies: [NONE, ALL] },
      'allow',
    ],
    [
      'a federated user without a session policy',
      { principal: FEDERATED },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      'a federated user with one',
      { principal: FEDERATED },
      { identityPolicies: [ALL], sessionPolicies: [ALL] },
      'allow',
    ],
    ['root needs no policy', { principal: ROOT }, {}, 'allow'],
    ['an account’s number is its root', { principal: ACCOUNT }, {}, 'allow'],
    ['root is bound by SCPs', { principal: ROOT }, { serviceControlPolicies: [[NONE]] }, 'implicit-deny'],
    [
      'root is denied by the resource',
      { principal: ROOT },
      { resourcePolicy: policy(deny({ Principal: '*' })) },
      'explicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});

describe('a resource policy of the same account', () => {
  const limits = { permissionsBoundaries: [NONE], sessionPolicies: [NONE] };
  test.each<AuthorizeCase>([
    [
      'the user’s ARN is limited by nothing',
      {},
      { resourcePolicy: named(USER), permissionsBoundaries: [NONE] },
      'allow',
    ],
    [
      'the role’s ARN needs no identity policy',
      { principal: SESSION },
      { resourcePolicy: named(ROLE) },
      'allow',
    ],
    [
      '… and is limited by a boundary',
      { principal: SESSION },
      { resourcePolicy: named(ROLE), permissionsBoundaries: [NONE] },
      'implicit-deny',
    ],
    [
      '… and by a session policy',
      { principal: SESSION },
      { resourcePolicy: named(ROLE), sessionPolicies: [NONE] },
      'implicit-deny',
    ],
    [
      'the session’s ARN is limited by neither',
      { principal: SESSION },
      { resourcePolicy: named(SESSION), ...limits },
      'allow',
    ],
    [
      'another session’s ARN',
      { principal: SESSION },
      { resourcePolicy: named(`${SESSION}2`) },
      'implicit-deny',
    ],
    [
      'the federated user’s ARN is limited by neither',
      { principal: FEDERATED },
      { resourcePolicy: named(FEDERATED), ...limits },
      'allow',
    ],
    [
      'the user behind it is limited',
      { principal: FEDERATED, sessionIssuer: USER },
      { resourcePolicy: named(USER), sessionPolicies: [NONE] },
      'implicit-deny',
    ],
    [
      '… within its limits it is allowed',
      { principal: FEDERATED, sessionIssuer: USER },
      { resourcePolicy: named(USER), sessionPolicies: [ALL] },
      'allow',
    ],
    [
      'everybody needs no identity policy',
      { principal: SESSION },
      { resourcePolicy: named('*'), ...limits },
      'allow',
    ],
    [
      'everybody with the role’s ARN as condition',
      { principal: SESSION },
      { resourcePolicy: named('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } }), ...limits },
      'allow',
    ],
    ['the account leaves it to its policies', {}, { resourcePolicy: named(ROOT) }, 'implicit-deny'],
    [
      'the account’s number does too',
      {},
      { resourcePolicy: named(ACCOUNT), identityPolicies: [ALL] },
      'allow',
    ],
    ['a statement without principal says nothing', {}, { resourcePolicy: policy(allow()) }, 'implicit-deny'],
    [
      'no part of a principal is a wildcard',
      { principal: SESSION },
      { resourcePolicy: named(`arn:aws:iam::${ACCOUNT}:role/*`) },
      'implicit-deny',
    ],
    [
      'a role’s path is not in the session’s ARN',
      { principal: SESSION },
      { resourcePolicy: named(`arn:aws:iam::${ACCOUNT}:role/path/app`) },
      'allow',
    ],
    [
      '… unless it is told',
      { principal: SESSION, sessionIssuer: ROLE },
      { resourcePolicy: named(`arn:aws:iam::${ACCOUNT}:role/path/app`) },
      'implicit-deny',
    ],
    [
      'a unique id',
      { principal: SESSION, context: { 'aws:userid': 'AROAEXAMPLE:job' } },
      { resourcePolicy: named('AROAEXAMPLE') },
      'allow',
    ],
    [
      'a unique id of a role that was made anew',
      { principal: SESSION, context: { 'aws:userid': 'AROANEW:job' } },
      { resourcePolicy: named('AROAEXAMPLE') },
      'implicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});

describe('NotPrincipal', () => {
  const except = (...listed: string[]): PolicySet => ({
    identityPolicies: [ALL],
    resourcePolicy: policy(deny({ NotPrincipal: { AWS: listed } })),
  });
  test.each<AuthorizeCase>([
    ['Deny: the user and its account', {}, except(USER, ROOT), 'allow'],
    ['Deny: the user without its account', {}, except(USER), 'explicit-deny'],
    ['Deny: session, role and account', { principal: SESSION }, except(SESSION, ROLE, ROOT), 'allow'],
    ['Deny: role and account', { principal: SESSION }, except(ROLE, ROOT), 'explicit-deny'],
    [
      'Deny: who has a boundary is always denied',
      {},
      { ...except(USER, ROOT), permissionsBoundaries: [ALL] },
      'explicit-deny',
    ],
    [
      'Allow: who is listed',
      {},
      { resourcePolicy: policy(allow({ NotPrincipal: { AWS: USER } })) },
      'implicit-deny',
    ],
    ['Allow: who is not', {}, { resourcePolicy: policy(allow({ NotPrincipal: { AWS: ROLE } })) }, 'allow'],
    [
      'Allow: whose account is listed',
      {},
      { resourcePolicy: policy(allow({ NotPrincipal: { AWS: ROOT } })) },
      'implicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});
