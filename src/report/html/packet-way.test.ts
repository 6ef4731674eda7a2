import { expect, test } from 'vitest';
import { hopName, packetWaysOf } from './packet-way.ts';

const hop = (leg: string, kind: string, id: string, says: string) => ({ leg, kind, id, says });
const exposed = {
  address: '203.0.113.10',
  traffic: 'tcp 22',
  packet: 'tcp 198.51.100.1:49152 → 10.0.1.10:22',
  path: [
    hop('forward', 'internet-gateway', 'igw-1', 'sends it on'),
    { ...hop('forward', 'load-balancer', 'eni-1', 'takes it'), packet: 'tcp 10.0.1.9:1 → 10.0.2.2:80' },
    hop('reply', 'network-acl', 'acl-1', 'egress rule 100 allows it'),
  ],
};

test('the way there and back, whether the evidence has one or several', () => {
  const way = {
    traffic: 'tcp 22',
    address: '203.0.113.10',
    client: '198.51.100.1:49152',
    isCertain: true,
    there: [
      { kind: 'internet-gateway', id: 'igw-1', says: 'sends it on', packet: '' },
      { kind: 'load-balancer', id: 'eni-1', says: 'takes it', packet: 'tcp 10.0.1.9:1 → 10.0.2.2:80' },
    ],
    back: [{ kind: 'network-acl', id: 'acl-1', says: 'egress rule 100 allows it', packet: '' }],
  };
  expect(packetWaysOf({ exposed })).toEqual([way]);
  const unsure = { ...exposed, verdict: 'unknown' };
  expect(packetWaysOf({ exposed: [exposed, unsure] })).toEqual([way, { ...way, isCertain: false }]);
});

test.each([{}, { exposed: null }, { exposed: [] }, { exposed: 'x' }, { exposed: [{ path: 7 }] }])(
  'no way in %j',
  (evidence) => {
    expect(packetWaysOf(evidence)).toEqual([]);
  },
);

test('kinds as readers call them', () => {
  expect(['network-acl', 'internet-gateway', 'vpc', ''].map(hopName)).toEqual([
    'Network ACL',
    'Internet gateway',
    'VPC',
    '',
  ]);
});
