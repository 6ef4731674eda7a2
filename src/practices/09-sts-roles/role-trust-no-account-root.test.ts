import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { roleTrustNoAccountRoot as check } from './role-trust-no-account-root.ts';

function trusts(...principals: readonly string[]) {
  return aRole({ assumeRolePolicyDocument: trusting({ AWS: principals }) });
}

test('passes for named roles and users', () => {
  expect(statuses(check, trusts(`arn:aws:iam::${OTHER_ACCOUNT}:role/deploy`))).toEqual(['pass']);
  expect(statuses(check, trusts(`arn:aws:iam::${ACCOUNT}:user/alice`))).toEqual(['pass']);
});

test.each([`arn:aws:iam::${OTHER_ACCOUNT}:root`, OTHER_ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`])(
  'fails for %s, beside a named one too',
  (principal) => {
    const role = trusts(`arn:aws:iam::${OTHER_ACCOUNT}:role/deploy`, principal);
    expect(evaluate(check, role)).toMatchObject([
      { status: 'fail', summary: `web-server trusts every principal of ${principal}.` },
    ]);
  },
);

test('fails for everyone', () => {
  expect(evaluate(check, trusts('*'))).toMatchObject([
    { status: 'fail', summary: 'web-server trusts every principal of any account.' },
  ]);
});

test('passes where a condition names who within the account, and not for an external id', () => {
  const conditioned = (Condition: object) =>
    aRole({
      assumeRolePolicyDocument: JSON.stringify({
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: OTHER_ACCOUNT },
          Action: 'sts:AssumeRole',
          Condition,
        },
      }),
    });
  const named = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER_ACCOUNT}:role/deploy-*` } };
  expect(statuses(check, conditioned(named))).toEqual(['pass']);
  expect(statuses(check, conditioned({ StringEquals: { 'sts:ExternalId': 'x' } }))).toEqual(['fail']);
});

test('does not concern roles for services and identity providers', () => {
  expect(statuses(check, aRole())).toEqual(['not-applicable']);
  const Federated = `arn:aws:iam::${ACCOUNT}:saml-provider/corporate`;
  expect(statuses(check, aRole({ assumeRolePolicyDocument: trusting({ Federated }) }))).toEqual([
    'not-applicable',
  ]);
});

test('is unknown when the trust policy is none', () => {
  expect(statuses(check, aRole({ assumeRolePolicyDocument: '' }))).toEqual(['unknown']);
});
