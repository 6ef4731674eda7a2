import type { JsonObject } from '../../../src/model/json.ts';
import { call, failed, type RuleEvents } from './rule-events.ts';

const inGroup = (fromPort: number, toPort: number, ranges: JsonObject, ipProtocol = 'tcp'): JsonObject => ({
  groupId: 'sg-1',
  ipPermissions: {
    items: [
      {
        ipProtocol,
        fromPort,
        toPort,
        groups: {},
        ipRanges: {},
        ipv6Ranges: {},
        ...ranges,
        prefixListIds: {},
      },
    ],
  },
});
const world = { ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } };
const world6 = { ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } };
const office = { ipRanges: { items: [{ cidrIp: '198.51.100.0/24' }] } };
const halfWorld = { ipRanges: { items: [{ cidrIp: '128.0.0.0/1' }] } };
const twoRules = (): JsonObject => ({
  groupId: 'sg-1',
  ipPermissions: {
    items: [inGroup(22, 22, office), inGroup(443, 443, world)].flatMap(
      ({ ipPermissions }) => (ipPermissions as { readonly items: readonly JsonObject[] }).items,
    ),
  },
});
const modified = (rule: JsonObject): JsonObject =>
  call('ec2 ModifySecurityGroupRules', {
    ModifySecurityGroupRulesRequest: {
      GroupId: 'sg-1',
      SecurityGroupRule: { tag: 1, SecurityGroupRuleId: 'sgr-1', SecurityGroupRule: rule },
    },
  });

/** Of rules about security groups and network ACLs. */
export const NETWORK_EVENTS: Readonly<Record<string, RuleEvents>> = {
  nacl_opened: {
    fires: [
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'allow',
        egress: false,
        aclProtocol: '-1',
        cidrBlock: '0.0.0.0/0',
      }),
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'allow',
        egress: false,
        aclProtocol: '-1',
        cidrBlock: '198.51.100.7/0',
      }),
    ],
    misses: [
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'deny',
        egress: false,
        aclProtocol: '-1',
        cidrBlock: '0.0.0.0/0',
      }),
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'allow',
        egress: true,
        aclProtocol: '-1',
        cidrBlock: '0.0.0.0/0',
      }),
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'allow',
        egress: false,
        aclProtocol: '6',
        cidrBlock: '0.0.0.0/0',
      }),
    ],
  },
  security_group_admin_port_opened: {
    fires: [
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(22, 22, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(3389, 3389, world6)),
      call('ec2 AuthorizeSecurityGroupIngress', {
        ipPermissions: {},
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrIp: '0.0.0.0/0',
      }),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(20, 25, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(1, 65_535, world6)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(3000, 4000, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(22, 22, halfWorld)),
      modified({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' }),
      modified({ IpProtocol: '-1', CidrIpv6: '::/0' }),
    ],
    misses: [
      call('ec2 AuthorizeSecurityGroupIngress', twoRules()),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(23_000, 24_000, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(4000, 5000, world)),
      modified({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '10.0.0.0/8' }),
      modified({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' }),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(22, 22, office)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(443, 443, world)),
      call('ec2 AuthorizeSecurityGroupEgress', inGroup(22, 22, world)),
      failed(call('ec2 AuthorizeSecurityGroupIngress', inGroup(22, 22, world))),
    ],
  },
  security_group_opened: {
    fires: [
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(8080, 8080, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(80, 90, world6)),
      call('ec2 AuthorizeSecurityGroupIngress', { cidrIp: '0.0.0.0/0', fromPort: 81, toPort: 81 }),
      call('ec2 AuthorizeSecurityGroupIngress', { cidrIp: '198.51.100.7/0', fromPort: 81, toPort: 81 }),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(8080, 8080, halfWorld)),
      call(
        'ec2 AuthorizeSecurityGroupIngress',
        inGroup(8080, 8080, { ipv6Ranges: { items: [{ cidrIpv6: '2000::/3' }] } }),
      ),
      modified({ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, CidrIpv4: '0.0.0.0/0' }),
    ],
    misses: [
      call('ec2 AuthorizeSecurityGroupIngress', twoRules()),
      modified({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' }),
      modified({ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, CidrIpv4: '198.51.100.0/24' }),
      failed(modified({ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, CidrIpv4: '0.0.0.0/0' })),
      call(
        'ec2 AuthorizeSecurityGroupIngress',
        inGroup(8080, 8080, { ipRanges: { items: [{ cidrIp: '10.0.0.0/10' }] } }),
      ),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(80, 80, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(443, 443, world6)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(8080, 8080, office)),
      call('ec2 AuthorizeSecurityGroupIngress', { cidrIp: '0.0.0.0/0', fromPort: 443, toPort: 443 }),
    ],
  },
};
