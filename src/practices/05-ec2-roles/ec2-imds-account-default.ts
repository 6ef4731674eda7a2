import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html */
export const ec2ImdsAccountDefault = defineCheck({
  id: 'ec2-imds-account-default',
  title: "The account's default for new instances in the region is IMDSv2 only",
  practice: 5,
  severity: 'low',
  resource: 'AWS::EC2::AccountDefaults',
  reads: ['ec2:GetInstanceMetadataDefaults'],
  changedBy: ['ec2:ModifyInstanceMetadataDefaults'],
  controls: [],
  equivalents: ['prowler:ec2_instance_account_imdsv2_enabled'],
  rationale:
    'Whoever launches an instance without thinking of its metadata gets the default: without one, IMDSv1 stays open to request forgery.',
  remediation: 'Set HttpTokens to required with ModifyInstanceMetadataDefaults, in every region.',
  fix: {
    cli: 'aws ec2 modify-instance-metadata-defaults --http-tokens required --region {region}',
    terraform: dedented(`
      # With a provider of {region}; what is not named becomes no preference
      resource "aws_ec2_instance_metadata_defaults" "this" {
        http_tokens = "required"
      }`),
  },
  evaluate({ region, account, instanceMetadataDefaults: defaults }) {
    if (defaults.status === 'unread') return unknown(defaults);
    const { httpTokens, httpEndpoint, httpTokensEnforced } = defaults.value;
    const evidence = {
      httpTokens: httpTokens ?? null,
      httpEndpoint: httpEndpoint ?? null,
      httpTokensEnforced: httpTokensEnforced ?? null,
    };
    const place = `${account} in ${region}`;
    if (httpTokensEnforced === 'enabled') return pass(`${place} launches nothing without IMDSv2.`, evidence);
    return httpTokens === 'required'
      ? pass(`New instances of ${place} ask for a token unless told otherwise.`, evidence)
      : fail(
          `New instances of ${place} need not ask for a token (${httpTokens ?? 'no preference'}).`,
          evidence,
        );
  },
});
