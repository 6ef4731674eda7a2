import type { Inventory } from '../../inventory/inventory.ts';
import { type Unread, unreadAmong } from '../../model/reading.ts';
import type { SamlProvider } from '../../model/resources/iam.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * People reach the console by federation through a SAML provider; IAM Identity Center makes one in every account that
 * it opens, so its instances need not be visible here. An OpenID Connect provider signs in workloads (pipelines,
 * clusters), not people at the console: it is in the evidence and does not count. Nor does a SAML provider whose
 * metadata have expired, which AWS refuses.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html
 */
export const federationInUse = defineCheck({
  id: 'federation-in-use',
  title: 'People sign in by federation',
  practice: 3,
  severity: 'info',
  resource: 'AWS::::Account',
  reads: [
    'iam:ListSAMLProviders',
    'iam:ListOpenIDConnectProviders',
    'iam:GetAccountAuthorizationDetails',
    'iam:GetLoginProfile',
  ],
  changedBy: ['iam:CreateLoginProfile', 'iam:DeleteSAMLProvider', 'iam:DeleteOpenIDConnectProvider'],
  controls: [
    'cis-aws-1.4.0:1.21',
    'cis-aws-1.5.0:1.21',
    'cis-aws-2.0.0:1.21',
    'cis-aws-3.0.0:1.21',
    'cis-aws-4.0.0:1.21',
    'cis-aws-5.0.0:1.20',
    'cis-aws-6.0.0:2.20',
    'cis-aws-7.0.0:2.19',
    'nist-800-53-r5:AC-2(1)',
    'nist-csf-2.0:PR.AA-01',
    'iso-27001-2022:A.5.16',
  ],
  equivalents: ['prowler:iam_check_saml_providers_sts'],
  rationale:
    'Users made by hand in every account keep their passwords when people leave, and nobody looks after them in one place.',
  remediation:
    'Let people sign in through IAM Identity Center or a SAML provider, and delete their IAM users.',
  fix: {
    cli: dedented(`
      # With IAM Identity Center, which makes the provider itself, this is done in its console
      aws iam create-saml-provider --name <PROVIDER-NAME> --saml-metadata-document file://<METADATA-FILE>`),
    terraform: dedented(`
      resource "aws_iam_saml_provider" "this" {
        name                   = "<PROVIDER-NAME>"
        saml_metadata_document = file("<METADATA-FILE>")
      }`),
  },
  evaluate({ id }, { inventory, settings, asOf }) {
    const scope = { account: id };
    const all = inventory.grouped('AWS::IAM::SAMLProvider', 'account').get(id) ?? [];
    const saml = all.filter((each) => !hasExpired(each, asOf));
    const oidc = inventory.grouped('AWS::IAM::OIDCProvider', 'account').get(id) ?? [];
    const { count, missing } = consoleUsers(inventory, id);
    const limit = settings.consoleUsersWithoutFederation;
    const evidence = {
      samlProviders: all.map(({ arn, validUntil }) => ({ arn, validUntil })),
      oidcProviders: oidc.map((each) => each.arn),
      consoleUsers: count,
      consoleUsersLimit: limit,
    };
    const people = `${counted(count, 'user')} with a password`;
    if (saml.length > 0)
      return pass(`Account ${id} trusts ${counted(saml.length, 'SAML provider')}.`, evidence);
    if (count <= limit && missing.length === 0)
      return pass(`Account ${id} has ${people}; without federation ${limit} may be.`, evidence);
    const gaps = [...inventory.gaps('AWS::IAM::SAMLProvider', scope), ...(count > limit ? [] : missing)];
    return gaps.length > 0
      ? unknown(gaps, evidence)
      : fail(`Account ${id} has ${people} and no SAML provider in force.`, evidence);
  },
});

function hasExpired({ validUntil }: SamlProvider, asOf: string): boolean {
  return validUntil !== null && Date.parse(validUntil) <= Date.parse(asOf);
}

/** Users known to have a password, and what is missing to know of all. */
function consoleUsers(
  inventory: Inventory,
  account: string,
): { readonly count: number; readonly missing: readonly Unread[] } {
  const users = inventory.grouped('AWS::IAM::User', 'account').get(account) ?? [];
  const profiles = users.map((user) => user.loginProfile);
  return {
    count: profiles.filter((each) => each.status === 'read' && each.value !== null).length,
    missing: [...inventory.gaps('AWS::IAM::User', { account }), ...unreadAmong(profiles)],
  };
}
