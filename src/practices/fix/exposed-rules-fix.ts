import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** Of checks whose evidence has `rules` with their groups. */
export const EXPOSED_RULES_FIX: Fix = {
  cli: dedented(`
    # Admit first the sources that need the port. All others lose it, at every interface that has the group
    aws ec2 authorize-security-group-ingress --group-id <GROUP-ID> --ip-permissions '[{"IpProtocol":"tcp","FromPort":<PORT>,"ToPort":<PORT>,"IpRanges":[{"CidrIp":"<CIDR>"}]}]' --region {region}
    aws ec2 revoke-security-group-ingress --group-id {evidence.rules[].groupId} --ip-permissions '[{evidence.rules[].ipPermission}]' --region {region}`),
  terraform: dedented(`
    # In the place of the rules of {evidence.rules.groupId} for {evidence.rules.traffic} from {evidence.rules.peer}
    resource "aws_vpc_security_group_ingress_rule" "this" {
      security_group_id = "<GROUP-ID>"
      ip_protocol       = "tcp"
      from_port         = "<PORT>"
      to_port           = "<PORT>"
      cidr_ipv4         = "<CIDR>"
    }`),
};
