import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-using-identity-based-policies.html */
export const sqsQueue = resourcePolicyChecks({
  id: 'sqs-queue',
  title: 'SQS queue',
  noun: 'queue',
  resource: 'AWS::SQS::Queue',
  reads: ['sqs:ListQueues', 'sqs:GetQueueAttributes'],
  changedBy: ['sqs:CreateQueue', 'sqs:SetQueueAttributes', 'sqs:AddPermission'],
  equivalents: { public: ['prowler:sqs_queues_not_publicly_accessible'], external: [] },
  harm: 'send messages that your software acts on, read those that are meant for it, or delete them',
  evidence: ({ queueUrl }) => ({ queueUrl }),
  fix: (what) => ({
    cli: dedented(`
      # Keep what the second command shows, to go back to it. Save the policy ${what} as the attribute Policy of a JSON file
      aws sqs get-queue-url --queue-name {id} --region {region}
      aws sqs get-queue-attributes --queue-url <QUEUE-URL> --attribute-names Policy --region {region}
      aws sqs set-queue-attributes --queue-url <QUEUE-URL> --attributes file://<ATTRIBUTES-FILE> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_sqs_queue_policy" "this" {
        queue_url = "{evidence.queueUrl}"
        policy    = file("<RESOURCE-POLICY-FILE>")
      }`),
  }),
});
