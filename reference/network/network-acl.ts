import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { NetworkAclEntry } from '../../src/model/resources/ec2.ts';
import { holds } from './address.ts';
import { type FilterVerdict, type Header, PASS } from './journey.ts';
import { allOf } from './lookup.ts';
import { hasPorts, isAnyProtocol, isIcmp, isIcmpKind, isPortWithin, isProtocol } from './rule-match.ts';

export type Direction = 'in' | 'out';

/**
 * "Rules are evaluated starting with the lowest numbered rule. As soon as a rule matches traffic, it's applied
 * regardless of any higher-numbered rule that might contradict it"; what no rule matches is denied, and ACLs are
 * stateless: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */
export function networkAcl(
  facts: NetworkFacts,
  subnetId: string,
  direction: Direction,
  header: Header,
): FilterVerdict {
  const where = `${direction === 'in' ? 'into' : 'out of'} subnet ${subnetId}`;
  const acl = allOf(facts, 'AWS::EC2::NetworkAcl').find((each) => each.subnetIds.includes(subnetId));
  // "Each subnet in your VPC must be associated with a network ACL."
  if (!acl) return { verdict: 'perhaps', cause: 'network ACL', why: `the network ACL ${where} was not read` };
  const rules = acl.entries.filter((each) => each.egress === (direction === 'out'));
  const first = rules
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
    .find((each) => matches(each, direction, header));
  if (first?.ruleAction === 'allow') return PASS;
  const rule = first ? `rule ${first.ruleNumber}` : 'its last rule';
  return {
    verdict: 'stop',
    cause: 'network ACL',
    why: `${rule} of network ACL ${acl.id} denies it ${where}`,
  };
}

function matches(entry: NetworkAclEntry, direction: Direction, header: Header): boolean {
  const address = direction === 'in' ? header.source : header.destination;
  const blocks = [entry.cidrBlock, entry.ipv6CidrBlock].filter((each) => each !== null);
  if (!blocks.some((block) => holds(block, address))) return false;
  if (isAnyProtocol(entry.protocol)) return true;
  if (!isProtocol(entry.protocol, header)) return false;
  if (hasPorts(header))
    return isPortWithin(header, entry.portRange?.from ?? null, entry.portRange?.to ?? null);
  if (isIcmp(header))
    return isIcmpKind(header, entry.icmpTypeCode?.type ?? null, entry.icmpTypeCode?.code ?? null);
  return true;
}
