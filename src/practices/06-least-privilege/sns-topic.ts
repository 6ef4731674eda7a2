import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
export const snsTopic = resourcePolicyChecks({
  id: 'sns-topic',
  title: 'SNS topic',
  noun: 'topic',
  resource: 'AWS::SNS::Topic',
  reads: ['sns:ListTopics', 'sns:GetTopicAttributes'],
  changedBy: ['sns:CreateTopic', 'sns:SetTopicAttributes', 'sns:AddPermission'],
  controls: { public: ['aws-fsbp:SNS.4'] },
  equivalents: { public: ['prowler:sns_topics_not_publicly_accessible'], external: [] },
  harm: 'publish what its subscribers act on, or subscribe to all that it sends',
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the policy ${what} as a file
      aws sns get-topic-attributes --topic-arn {arn} --query Attributes.Policy --region {region}
      aws sns set-topic-attributes --topic-arn {arn} --attribute-name Policy --attribute-value file://<RESOURCE-POLICY-FILE> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_sns_topic_policy" "this" {
        arn    = "{arn}"
        policy = file("<RESOURCE-POLICY-FILE>")
      }`),
  }),
});
