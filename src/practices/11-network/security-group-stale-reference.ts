import { groupLabel } from '../../inventory/security-group-rules.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html#vpc-peering-stale-groups */
export const securityGroupStaleReference = defineCheck({
  id: 'security-group-stale-reference',
  title: 'The security group names no group that is gone',
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::SecurityGroup',
  reads: ['ec2:DescribeSecurityGroups', 'ec2:DescribeStaleSecurityGroups'],
  changedBy: ['ec2:DeleteSecurityGroup', 'ec2:DeleteVpcPeeringConnection'],
  controls: [],
  equivalents: [],
  rationale:
    'A rule for a deleted group admits nobody but reads as if it did, so reviewers trust a path that does not exist and overlook the one that does.',
  remediation: 'Delete the stale rules, or restore the peering they relied on.',
  fix: {
    cli: dedented(`
      aws ec2 describe-stale-security-groups --vpc-id {evidence.vpcId} --region {region}
      aws ec2 describe-security-group-rules --filters Name=group-id,Values={id} --region {region}
      # The rules among these that name a stale group, inbound and outbound
      aws ec2 revoke-security-group-ingress --group-id {id} --security-group-rule-ids <RULE-ID> --region {region}
      aws ec2 revoke-security-group-egress --group-id {id} --security-group-rule-ids <RULE-ID> --region {region}`),
    terraform:
      '# Where Terraform made them, delete the rules of {id} that name a stale group from the configuration; groups that it names: {evidence.namedGroups}',
  },
  evaluate(group) {
    const { stale } = group;
    const foreign = [...group.ingress, ...group.egress].flatMap(({ peer }) =>
      peer.kind === 'group' && peer.groupId !== group.id ? [peer.groupId] : [],
    );
    const evidence = { groupName: group.groupName, vpcId: group.vpcId, namedGroups: [...new Set(foreign)] };
    if (stale.status === 'unread') return unknown(stale, evidence);
    if (stale.value === null) return notApplicable();
    return stale.value
      ? fail(`${groupLabel(group)} has rules for a group that no longer exists or is cut off.`, evidence)
      : pass(`${groupLabel(group)} has no stale rules.`, evidence);
  },
});
