import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { aRoleWho } from '../../../test/builders/escalation.ts';
import { anInstanceProfile } from '../../../test/builders/iam.ts';
import { aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { evaluate } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { Instance } from '../../model/resources/ec2.ts';
import { ec2ExposedInstanceRole as check } from './ec2-exposed-instance-role.ts';

interface World {
  readonly action?: string;
  readonly changed?: readonly Resource[];
  readonly denied?: readonly ResourceType[];
  readonly instance?: Partial<Instance>;
}

function outcome({ action = '*', changed = [], denied = [], instance = {} }: World) {
  const web = anInstance({
    id: 'i-web',
    networkInterfaceIds: ['eni-web'],
    privateIpAddress: '10.0.1.10',
    ...instance,
  });
  const resources = [
    ...twoTiers(...changed).resources,
    noMembership(),
    anInstanceProfile(),
    aRoleWho('web-server', action),
  ].filter(({ type }) => !denied.includes(type));
  return evaluate(check, web, { resources, denied })[0];
}

const shut = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, '203.0.113.0/24')], egress: [] });
const pinged = aSecurityGroup({ id: 'sg-web', ingress: [aRule('icmp', [8, -1], '0.0.0.0/0')], egress: [] });

test.each([
  ['*', 'administrator', 'is an administrator'],
  ['iam:PutRolePolicy', 'escalation', 'can become an administrator: it puts an inline policy on itself'],
  ['s3:Get*', 'data', 'may call s3:GetObject, s3:GetObjectVersion on whatever there is'],
])('reached, with a role that may %s', (action, power, says) => {
  expect(outcome({ action })).toMatchObject({
    status: 'fail',
    summary: `i-web answers the internet (tcp 443 at 203.0.113.10), and its role web-server ${says}.`,
    evidence: {
      power,
      exposed: { packet: 'tcp 198.51.100.1:49152 → 10.0.1.10:443', networkInterfaceId: 'eni-web' },
    },
  });
});

test.each<[string, World, string | undefined]>([
  ['a narrow role', { action: 'sqs:SendMessage' }, 'pass'],
  ['an office alone', { changed: [shut] }, 'pass'],
  ['pings alone', { changed: [pinged] }, 'pass'],
  ['an instance inside', { instance: { id: 'i-db', networkInterfaceIds: ['eni-db'] } }, 'pass'],
  ['no role', { instance: { iamInstanceProfileArn: null } }, 'not-applicable'],
  ['roles denied', { denied: ['AWS::IAM::Role'] }, 'unknown'],
  ['profiles denied', { denied: ['AWS::IAM::InstanceProfile'] }, 'unknown'],
  ['interfaces denied', { denied: ['AWS::EC2::NetworkInterface'] }, 'unknown'],
  ['routes denied', { denied: ['AWS::EC2::RouteTable'] }, 'unknown'],
  ['routes denied, a narrow role', { denied: ['AWS::EC2::RouteTable'], action: 'sqs:SendMessage' }, 'pass'],
])('%s: %s', (_, world, status) => {
  expect(outcome(world)?.status).toBe(status);
});
