import { expect, test } from 'vitest';
import { isOutdated, oldestProtocolOf, protocolsOf } from './tls-security-policy.ts';

test.each([
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', 'TLSv1.3'],
  ['ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', 'TLSv1.2'],
  ['ELBSecurityPolicy-TLS13-1-2-2021-06', 'TLSv1.2'],
  ['ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04', 'TLSv1.2'],
  ['ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07', 'TLSv1.2'],
  ['ELBSecurityPolicy-TLS-1-2-Ext-2018-06', 'TLSv1.2'],
  ['ELBSecurityPolicy-FS-1-2-Res-2020-10', 'TLSv1.2'],
  ['ELBSecurityPolicy-TLS13-1-1-2021-06', 'TLSv1.1'],
  ['ELBSecurityPolicy-FS-1-1-2019-08', 'TLSv1.1'],
  ['ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09', 'TLSv1'],
  ['ELBSecurityPolicy-FS-2018-06', 'TLSv1'],
  ['ELBSecurityPolicy-2016-08', 'TLSv1'],
])('%s accepts %s and later', (policy, version) => {
  expect(oldestProtocolOf(policy)).toBe(version);
});

test('an unknown policy is not guessed from its name', () => {
  expect(oldestProtocolOf('ELBSecurityPolicy-TLS13-1-2-2030-01')).toBeNull();
});

test('the protocols that a classic policy switches on', () => {
  const attributes = {
    'Protocol-SSLv3': 'false',
    'Protocol-TLSv1': 'true',
    'Protocol-TLSv1.2': 'true',
    RC4: 'true',
  };
  expect(protocolsOf(attributes)).toEqual(['TLSv1', 'TLSv1.2']);
});

test('versions before 1.2 are outdated', () => {
  expect((['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).map(isOutdated)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
