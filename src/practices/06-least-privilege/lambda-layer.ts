import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/** Every version has a policy of its own. https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html */
export const lambdaLayer = resourcePolicyChecks({
  id: 'lambda-layer',
  title: 'Lambda layer version',
  noun: 'layer version',
  resource: 'AWS::Lambda::LayerVersion',
  reads: ['lambda:ListLayers', 'lambda:ListLayerVersions', 'lambda:GetLayerVersionPolicy'],
  changedBy: ['lambda:AddLayerVersionPermission'],
  equivalents: { public: [], external: [] },
  harm: 'download the layer, with whatever code, settings and secrets are in it',
  evidence: ({ id, version }) => ({ layerName: id.slice(0, id.lastIndexOf(':')), version }),
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Then grant anew what is left of the policy ${what}
      aws lambda get-layer-version-policy --layer-name {evidence.layerName} --version-number {evidence.version} --region {region}
      aws lambda remove-layer-version-permission --layer-name {evidence.layerName} --version-number {evidence.version} --statement-id {evidence.statements[].sid} --region {region}
      # Whoever is meant: aws lambda add-layer-version-permission --layer-name {evidence.layerName} --version-number {evidence.version} --statement-id <STATEMENT-ID> --action lambda:GetLayerVersion --principal <ACCOUNT-ID> --region {region}`),
    terraform: dedented(`
      # In the place of the aws_lambda_layer_version_permission that lets them in: the policy ${what}
      resource "aws_lambda_layer_version_permission" "this" {
        layer_name     = "{evidence.layerName}"
        version_number = {evidence.version}
        statement_id   = "<STATEMENT-ID>"
        action         = "lambda:GetLayerVersion"
        principal      = "<ACCOUNT-ID>"
      }`),
  }),
});
