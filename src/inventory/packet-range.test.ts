import { expect, test } from 'vitest';
import {
  allPackets,
  formatRange,
  holdsOnlyPorts,
  icmpRange,
  portRange,
  rangeAdmits,
  rangeContains,
} from './packet-range.ts';

test.each([
  [allPackets('-1'), 'all traffic'],
  [allPackets('50'), 'protocol 50'],
  [portRange('tcp', null, null), 'tcp all ports'],
  [portRange('tcp', 22, 22), 'tcp 22'],
  [portRange('udp', 1000, 2000), 'udp 1000-2000'],
  [icmpRange('icmp', -1, -1), 'icmp all types'],
  [icmpRange('icmp', 8, -1), 'icmp type 8'],
  [icmpRange('icmpv6', 128, 0), 'icmpv6 type 128 code 0'],
])('%j is written %s', (range, text) => {
  expect(formatRange(range)).toBe(text);
});

test('all traffic holds every range, and nothing but itself holds all traffic', () => {
  expect(rangeContains(allPackets('-1'), portRange('tcp', 1, 2))).toBe(true);
  expect(rangeContains(portRange('tcp', 0, 65535), allPackets('-1'))).toBe(false);
  expect(rangeContains(allPackets('-1'), allPackets('-1'))).toBe(true);
});

test('a range holds what lies within it, of the same protocol', () => {
  expect(rangeContains(portRange('tcp', 20, 25), portRange('tcp', 20, 25))).toBe(true);
  expect(rangeContains(portRange('tcp', 20, 25), portRange('tcp', 20, 26))).toBe(false);
  expect(rangeContains(portRange('tcp', 20, 25), portRange('udp', 21, 22))).toBe(false);
  expect(rangeAdmits(portRange('tcp', 20, 25), 'tcp', 25)).toBe(true);
  expect(rangeAdmits(portRange('tcp', 20, 25), 'tcp', 26)).toBe(false);
  expect(rangeContains(icmpRange('icmp', 8, -1), icmpRange('icmp', 8, 0))).toBe(true);
  expect(rangeContains(icmpRange('icmp', 8, 0), icmpRange('icmp', 9, 0))).toBe(false);
});

test('only given ports: every port of the range must be among them', () => {
  expect(holdsOnlyPorts(portRange('tcp', 80, 80), 'tcp', [80, 443])).toBe(true);
  expect(holdsOnlyPorts(portRange('tcp', 80, 81), 'tcp', [80, 81, 81])).toBe(true);
  expect(holdsOnlyPorts(portRange('tcp', 80, 443), 'tcp', [80, 443])).toBe(false);
  expect(holdsOnlyPorts(portRange('udp', 80, 80), 'tcp', [80])).toBe(false);
  expect(holdsOnlyPorts(allPackets('-1'), 'tcp', [80])).toBe(false);
});
