import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html */
export const eventBus = resourcePolicyChecks({
  id: 'event-bus',
  title: 'event bus',
  noun: 'event bus',
  resource: 'AWS::Events::EventBus',
  reads: ['events:ListEventBuses'],
  changedBy: ['events:CreateEventBus', 'events:UpdateEventBus', 'events:PutPermission'],
  equivalents: {
    public: ['prowler:eventbridge_bus_exposed'],
    external: ['prowler:eventbridge_bus_cross_account_access'],
  },
  harm: 'send events that your rules act on, or change the rules themselves',
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Then grant anew what is left of the policy ${what}
      aws events describe-event-bus --name {id} --query Policy --region {region}
      aws events remove-permission --event-bus-name {id} --statement-id {evidence.statements[].sid} --region {region}
      # Whoever is meant: aws events put-permission --event-bus-name {id} --statement-id <STATEMENT-ID> --action events:PutEvents --principal <ACCOUNT-ID> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_cloudwatch_event_bus_policy" "this" {
        event_bus_name = "{id}"
        policy         = file("<POLICY-FILE>")
      }`),
  }),
});
