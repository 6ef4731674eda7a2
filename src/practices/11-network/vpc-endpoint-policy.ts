import { CATALOGUE, canReach, type PolicyDocument } from '../../iam/index.ts';
import { serviceOf } from '../../inventory/endpoint-paths.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { policyOf } from '../../inventory/policy-of.ts';
import { unread } from '../../model/reading.ts';
import type { VpcEndpoint } from '../../model/resources/ec2.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { requestEvidence } from '../request-evidence.ts';

const CALL = 'ec2:DescribeVpcEndpoints';

/**
 * Whether somebody of another organisation may act on something of another by it: credentials that an intruder brings
 * along carry data out to his own account. AWS makes endpoints with such a policy.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const vpcEndpointPolicy = defineCheck({
  id: 'vpc-endpoint-policy',
  title: "The policy of the VPC endpoint does not let anybody act on anybody's resources",
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::VPCEndpoint',
  reads: [CALL],
  changedBy: ['ec2:CreateVpcEndpoint', 'ec2:ModifyVpcEndpoint'],
  controls: ['nist-800-53-r5:AC-4', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.20', 'soc-2:CC6.6'],
  equivalents: [],
  rationale:
    'Whoever gets into the VPC can bring credentials of his own, and carry data by the endpoint to a bucket of his own, past every rule about the internet.',
  remediation:
    'Ask for aws:PrincipalOrgID or aws:ResourceOrgID in the policy of the endpoint, or name the resources that are used.',
  fix: {
    cli: dedented(`
      # Save the policy as a file, with StringEquals for aws:PrincipalOrgID and aws:ResourceOrgID in its conditions
      aws ec2 modify-vpc-endpoint --vpc-endpoint-id {id} --policy-document file://<POLICY-FILE> --region {region}`),
    terraform: dedented(`
      resource "aws_vpc_endpoint_policy" "this" {
        vpc_endpoint_id = "{id}"
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = "*"
            Action    = "*"
            Resource  = "*"
            Condition = {
              StringEquals = {
                "aws:PrincipalOrgID" = "<ORGANIZATION-ID>"
                "aws:ResourceOrgID"  = "<ORGANIZATION-ID>"
              }
            }
          }]
        })
      }`),
  },
  evaluate(endpoint, { inventory }) {
    const { id, policyDocument, serviceName, vpcId } = endpoint;
    // Services that offer no policies have none: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
    if (policyDocument === null) return notApplicable();
    const evidence = { serviceName, vpcId };
    const policy = policyOf(inventory, policyDocument, CALL);
    if (policy.status === 'unread') return unknown(policy, evidence);
    const verdict = strangersBy(inventory, strangersAt(endpoint), policy.value, policyDocument);
    if (verdict.answer === 'unknown')
      return unknown(unread('rampart/iam', `NotProved: ${verdict.reason}`), evidence);
    if (verdict.answer === 'proved')
      return pass(`The policy of ${id} does not let strangers act on resources of strangers.`, evidence);
    const { witness } = verdict;
    return fail(
      `The policy of ${id} lets anybody act on anybody's resources: ${witness.action} among others.`,
      {
        ...evidence,
        witness: requestEvidence(witness),
      },
    );
  },
});

const ALL = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const ALL_TO_ALL = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
};

/** Nobody's: a policy that knows one of them means everybody. */
const STRANGER = '999900001111';
const OTHER_STRANGER = '999900002222';
const FOREIGN = 'o-stranger00';

/** Proved once for all endpoints of a service with one policy: most have AWS's own. */
function strangersBy(
  inventory: Inventory,
  strangers: ReturnType<typeof strangersAt>,
  policy: PolicyDocument,
  text: string,
): ReturnType<typeof canReach> {
  return inventory.derive(`strangers by ${JSON.stringify([strangers, text])}`, () =>
    canReach(
      { identityPolicies: [ALL], resourcePolicy: ALL_TO_ALL, vpcEndpointPolicies: [policy] },
      strangers,
    ),
  );
}

/** A stranger's role at a stranger's resource; buckets have no account in their ARNs. */
function strangersAt(endpoint: VpcEndpoint) {
  const service = serviceOf(endpoint);
  const partition = endpoint.arn.split(':')[1] ?? 'aws';
  const bucket = `arn:${partition}:s3:::bucket-of-a-stranger`;
  const isKnown = CATALOGUE.services.includes(service);
  return {
    principal: `arn:${partition}:iam::${STRANGER}:role/stranger`,
    ...(isKnown && { actions: [`${service}:*`] }),
    resources: [bucket, `${bucket}/*`, `arn:${partition}:*:*:${OTHER_STRANGER}:*`],
    condition: {
      StringEquals: {
        'aws:PrincipalOrgID': FOREIGN,
        'aws:ResourceOrgID': FOREIGN,
        'aws:ResourceAccount': OTHER_STRANGER,
      },
    },
  };
}
