import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { collectors } from './organizations-features.ts';

function featuresOf(answers: Readonly<Record<string, unknown>>) {
  return collected(collectors, 'AWS::IAM::OrganizationsFeatures', apiOf('iam', answers));
}

function memberOf(MasterAccountId: string) {
  return { DescribeOrganization: { Organization: { Id: 'o-1', MasterAccountId } } };
}

test('the management account is told what is enabled', async () => {
  const answer = { OrganizationId: 'o-1', EnabledFeatures: ['RootCredentialsManagement'] };
  expect(await featuresOf({ ListOrganizationsFeatures: answer })).toMatchObject({
    gap: null,
    resources: [{ organizationId: 'o-1', enabledFeatures: ['RootCredentialsManagement'] }],
  });
});

test('nothing is enabled where the management account lacks trusted access', async () => {
  const ListOrganizationsFeatures = answeredError('ServiceAccessNotEnabledException');
  expect(await featuresOf({ ListOrganizationsFeatures, ...memberOf('111122223333') })).toMatchObject({
    gap: null,
    resources: [{ organizationId: 'o-1', enabledFeatures: [] }],
  });
});

test.each(['AccountNotManagementOrDelegatedAdministratorException', 'CallerIsNotManagementAccountException'])(
  'a member account is told nothing, and says nothing: %s',
  async (code) => {
    const ListOrganizationsFeatures = answeredError(code, 400);
    expect(await featuresOf({ ListOrganizationsFeatures, ...memberOf('999999999999') })).toEqual({
      gap: null,
      resources: [],
    });
  },
);

test('a denied call is a gap', async () => {
  const gap = deniedReading('iam:ListOrganizationsFeatures');
  expect(await featuresOf({ ListOrganizationsFeatures: denied() })).toEqual({ resources: [], gap });
});
