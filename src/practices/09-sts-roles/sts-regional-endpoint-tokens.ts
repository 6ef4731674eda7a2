import { parseArn } from '../../model/arn.ts';
import { unread } from '../../model/reading.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const KEY = 'GlobalEndpointTokenVersion';

/**
 * Only the commercial partition has a global endpoint.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_region-endpoints.html
 */
export const stsRegionalEndpointTokens = defineCheck({
  id: 'sts-regional-endpoint-tokens',
  title: 'Session tokens of the global STS endpoint work in every region',
  practice: 9,
  severity: 'info',
  resource: 'AWS::IAM::AccountSummary',
  reads: ['iam:GetAccountSummary'],
  changedBy: ['iam:SetSecurityTokenServicePreferences'],
  controls: [],
  equivalents: [],
  rationale:
    'Version 1 tokens are refused in opt-in regions, where people then fall back on long-term keys instead of roles.',
  remediation:
    'Use regional STS endpoints, and set the global endpoint to version 2 tokens (iam:SetSecurityTokenServicePreferences).',
  fix: {
    cli: dedented(`
      # Version 2 tokens are longer: make sure that nothing keeps them in a field too short
      aws iam set-security-token-service-preferences --global-endpoint-token-version v2Token`),
    terraform: dedented(`
      resource "aws_iam_security_token_service_preferences" "this" {
        global_endpoint_token_version = "v2Token"
      }`),
  },
  evaluate({ account, arn, summary }) {
    if (parseArn(arn)?.partition !== 'aws') return notApplicable();
    const version = summary[KEY];
    if (version === undefined)
      return unknown(unread('iam:GetAccountSummary', `MissingField: the summary holds no ${KEY}`));
    const sentence = `The global STS endpoint gives account ${account} version ${version} tokens.`;
    return version >= 2 ? pass(sentence, { [KEY]: version }) : fail(sentence, { [KEY]: version });
  },
});
