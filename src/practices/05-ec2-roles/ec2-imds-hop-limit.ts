import { unread } from '../../model/reading.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** Containers behind a bridge need two hops to reach the metadata: that is what one hop forbids. */
const MOST_HOPS = 1;

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-limiting-access.html */
export const ec2ImdsHopLimit = defineCheck({
  id: 'ec2-imds-hop-limit',
  title: 'Metadata tokens do not leave the EC2 instance',
  practice: 5,
  severity: 'low',
  resource: 'AWS::EC2::Instance',
  reads: ['ec2:DescribeInstances'],
  changedBy: ['ec2:RunInstances', 'ec2:ModifyInstanceMetadataOptions'],
  controls: [],
  equivalents: ['config:ec2-token-hop-limit-check'],
  rationale:
    "With more than one hop, containers and proxies on the instance obtain metadata tokens too, and with them the credentials of the instance's role.",
  remediation:
    'Set HttpPutResponseHopLimit to 1 with ModifyInstanceMetadataOptions; give containers that need AWS roles of their own.',
  fix: {
    cli: dedented(`
      # Containers behind a bridge lose the metadata of the instance: give those that need AWS roles of their own first
      aws ec2 modify-instance-metadata-options --instance-id {id} --http-put-response-hop-limit 1 --region {region}`),
    terraform: dedented(`
      # Instance {id}
      resource "aws_instance" "this" {
        metadata_options {
          http_put_response_hop_limit = 1
        }
        # Its other arguments stay as they are.
      }`),
  },
  evaluate({ id, metadataOptions }) {
    const hops = metadataOptions?.httpPutResponseHopLimit ?? null;
    const evidence = { metadataOptions: metadataOptions && { ...metadataOptions } };
    if (metadataOptions?.httpEndpoint === 'disabled')
      return pass(`${id} has its metadata turned off.`, evidence);
    if (hops === null) {
      return unknown(
        unread('ec2:DescribeInstances', `MissingField: ${id} came without a hop limit`),
        evidence,
      );
    }
    return hops <= MOST_HOPS
      ? pass(`Metadata tokens of ${id} travel ${hops} hop.`, evidence)
      : fail(`Metadata tokens of ${id} travel ${hops} hops.`, evidence);
  },
});
