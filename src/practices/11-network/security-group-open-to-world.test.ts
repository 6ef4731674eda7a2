import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import { aPrefixList, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Check } from '../check.ts';
import { securityGroupOpenToWorld as checks } from './security-group-open-to-world.ts';

function checkNamed(id: string): Check {
  const found = checks.find((check) => check.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

const any = checkNamed('security-group-open-to-world');
const admin = checkNamed('security-group-open-to-world-admin-ports');

test.each([
  ['public ports', aRule('tcp', 443, '0.0.0.0/0'), 'pass', 'pass'],
  ['SSH from IPv4', aRule('tcp', 22, '0.0.0.0/0'), 'fail', 'fail'],
  ['RDP from IPv6', aRule('tcp', 3389, '::/0'), 'fail', 'fail'],
  ['everything', aRule('-1', null, '0.0.0.0/0'), 'fail', 'fail'],
  ['every TCP port', aRule('tcp', [0, 65535], '0.0.0.0/0'), 'fail', 'fail'],
  ['a range between the public ports', aRule('tcp', [80, 443], '0.0.0.0/0'), 'fail', 'pass'],
  ['another port', aRule('tcp', 8080, '0.0.0.0/0'), 'fail', 'pass'],
  ['UDP on a public port', aRule('udp', 443, '0.0.0.0/0'), 'fail', 'pass'],
  ['another protocol', aRule('50', null, '0.0.0.0/0'), 'fail', 'pass'],
  ['ICMP', aRule('icmp', [8, -1], '0.0.0.0/0'), 'pass', 'pass'],
  ['one network', aRule('tcp', 22, '198.51.100.0/24'), 'pass', 'pass'],
  ['half the internet', aRule('tcp', 22, '0.0.0.0/1'), 'pass', 'pass'],
  ['a group', aRule('tcp', 22, 'sg-admins'), 'pass', 'pass'],
])('%s', (_, rule, overall, onAdminPorts) => {
  const group = aSecurityGroup({ ingress: [rule] });
  expect(statuses(any, group)).toEqual([overall]);
  expect(statuses(admin, group)).toEqual([onAdminPorts]);
});

test.each([
  ['two halves', [aRule('tcp', 22, '0.0.0.0/1'), aRule('tcp', 22, '128.0.0.0/1')], 'fail', 'fail'],
  [
    'two halves of other ports',
    [aRule('tcp', 22, '0.0.0.0/1'), aRule('tcp', 23, '128.0.0.0/1')],
    'pass',
    'pass',
  ],
  [
    'two halves whose ranges share a port',
    [aRule('tcp', [20, 30], '0.0.0.0/1'), aRule('tcp', [22, 40], '128.0.0.0/1')],
    'fail',
    'fail',
  ],
  [
    'two halves whose ranges share a public port only',
    [aRule('tcp', [443, 500], '0.0.0.0/1'), aRule('tcp', [400, 443], '128.0.0.0/1')],
    'pass',
    'pass',
  ],
  [
    'two halves, one of all protocols',
    [aRule('-1', null, '::/1'), aRule('udp', 53, '8000::/1')],
    'fail',
    'fail',
  ],
  ['all of IPv6 that is routed', [aRule('tcp', 22, '2000::/3')], 'fail', 'fail'],
  ['IPv6 that is not routed', [aRule('tcp', 22, '8000::/1')], 'pass', 'pass'],
  [
    'all but private addresses',
    [
      '0.0.0.0/5',
      '8.0.0.0/7',
      '11.0.0.0/8',
      '12.0.0.0/6',
      '16.0.0.0/4',
      '32.0.0.0/3',
      '64.0.0.0/2',
      '128.0.0.0/1',
    ].map((block) => aRule('tcp', 3389, block)),
    'fail',
    'fail',
  ],
])('rules together: %s', (_, ingress, overall, onAdminPorts) => {
  const group = aSecurityGroup({ ingress });
  expect(statuses(any, group)).toEqual([overall]);
  expect(statuses(admin, group)).toEqual([onAdminPorts]);
});

test('passes without rules', () => {
  expect(statuses(any, aSecurityGroup({ ingress: [] }))).toEqual(['pass']);
});

test('what may go out is not judged', () => {
  expect(statuses(any, aSecurityGroup({ egress: [aRule('-1', null, '0.0.0.0/0')] }))).toEqual(['pass']);
});

test('the public ports are a setting', () => {
  const group = aSecurityGroup({ ingress: [aRule('tcp', [8080, 8081], '0.0.0.0/0')] });
  expect(statuses(any, group, { settings: { publicPorts: [8080, 8081] } })).toEqual(['pass']);
});

test('one finding names every open rule', () => {
  const ingress = [aRule('tcp', 22, '0.0.0.0/0'), aRule('tcp', 22, '::/0'), aRule('tcp', 443, '::/0')];
  const [outcome, ...others] = evaluate(any, aSecurityGroup({ ingress }));
  expect(others).toEqual([]);
  expect(outcome).toMatchObject({
    status: 'fail',
    summary:
      'Security group web (sg-web) is open to the world beyond the public TCP ports (80, 443): tcp 22 from 0.0.0.0/0, tcp 22 from ::/0; no network interface holds it.',
    evidence: {
      rules: [
        { traffic: 'tcp 22', peer: '0.0.0.0/0' },
        { traffic: 'tcp 22', peer: '::/0' },
      ],
    },
  });
});

const byList = aSecurityGroup({ ingress: [aRule('tcp', 22, 'pl-1')] });

test('a prefix list is as open as its entries', () => {
  const whole = aPrefixList({ cidrs: read(['0.0.0.0/0']) });
  const halves = aPrefixList({ cidrs: read(['128.0.0.0/1', '0.0.0.0/1']) });
  expect(statuses(any, byList, { resources: [whole] })).toEqual(['fail']);
  expect(statuses(any, byList, { resources: [halves] })).toEqual(['fail']);
  expect(statuses(any, byList, { resources: [aPrefixList()] })).toEqual(['pass']);
});

test('is unknown when the entries of the list were denied', () => {
  const cidrs = deniedCall('ec2:GetManagedPrefixListEntries');
  const [outcome] = evaluate(any, byList, { resources: [aPrefixList({ cidrs })] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [cidrs] });
});

test('is unknown when lists could not be listed, or the list is not among them', () => {
  const [outcome] = evaluate(any, byList, { denied: ['AWS::EC2::PrefixList'] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing('AWS::EC2::PrefixList')] });
  expect(statuses(any, byList)).toEqual(['unknown']);
});

test('is unknown when a block cannot be read', () => {
  expect(statuses(any, aSecurityGroup({ ingress: [aRule('tcp', 22, 'nonsense')] }))).toEqual(['unknown']);
});

test('another rule that is open decides without the list', () => {
  const ingress = [aRule('tcp', 22, 'pl-1'), aRule('tcp', 22, '0.0.0.0/0')];
  expect(statuses(any, aSecurityGroup({ ingress }), { denied: ['AWS::EC2::PrefixList'] })).toEqual(['fail']);
});

const ADMIN_CONTROLS = ['cis-aws-5.0.0:5.3', 'cis-aws-5.0.0:5.4', 'aws-fsbp:EC2.13', 'aws-fsbp:EC2.14'];
const [IPV4, IPV6, SSH, RDP] = ADMIN_CONTROLS;

test.each([
  ['SSH from IPv4', [aRule('tcp', 22, '0.0.0.0/0')], [IPV4, SSH]],
  ['RDP from IPv6', [aRule('tcp', 3389, '::/0')], [IPV6, RDP]],
  ['WinRM from IPv4', [aRule('tcp', 5985, '0.0.0.0/0')], [IPV4]],
  ['everything from both', [aRule('-1', null, '0.0.0.0/0'), aRule('-1', null, '::/0')], ADMIN_CONTROLS],
  ['SSH from two halves', [aRule('tcp', 22, '0.0.0.0/1'), aRule('tcp', 22, '128.0.0.0/1')], [IPV4, SSH]],
])('%s breaks the controls about it alone', (_, ingress, broken) => {
  expect(brokenControls(admin, aSecurityGroup({ ingress }), ADMIN_CONTROLS)).toEqual(broken);
});

test('what a prefix list that was not read may hold is not spared', () => {
  const group = aSecurityGroup({ ingress: [aRule('tcp', 22, '0.0.0.0/0'), aRule('tcp', 22, 'pl-1')] });
  const options = { denied: ['AWS::EC2::PrefixList'] } as const;
  expect(brokenControls(admin, group, ADMIN_CONTROLS, options)).toEqual(ADMIN_CONTROLS);
});

test.each([
  [8081, ['aws-fsbp:EC2.18']],
  [8080, ['aws-fsbp:EC2.18', 'aws-fsbp:EC2.19']],
  [445, ['cis-aws-5.0.0:5.1.2', 'aws-fsbp:EC2.18', 'aws-fsbp:EC2.19']],
])('port %i breaks the controls about it', (port, broken) => {
  const group = aSecurityGroup({ ingress: [aRule('tcp', port, '0.0.0.0/0')] });
  const controls = ['cis-aws-5.0.0:5.1.2', 'aws-fsbp:EC2.18', 'aws-fsbp:EC2.19'];
  expect(brokenControls(any, group, controls)).toEqual(broken);
});
