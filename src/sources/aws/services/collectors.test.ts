import { expect, test } from 'vitest';
import { SERVICES } from '../services.ts';
import { ALL_COLLECTORS } from './index.ts';

/** Verbs of API operations that only read. Generate… start reports of IAM's own; they change nothing of the account's. */
const READ_ONLY =
  /:(Describe|Get|List|Head|Search|GenerateCredentialReport|GenerateServiceLastAccessedDetails)/;

test('every type has one collector', () => {
  const types = ALL_COLLECTORS.map((each) => each.type);
  expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
});

test.each(ALL_COLLECTORS.map((each) => [each.type, each] as const))(
  '%s: its calls are declared, once, and only read',
  (_type, collector) => {
    expect(collector.calls.length).toBeGreaterThan(0);
    expect([...new Set(collector.calls)]).toEqual(collector.calls);
    const prefixes = new Set<string>(Object.values(SERVICES).map((each) => each.prefix));
    for (const call of collector.calls) {
      expect(call).toMatch(READ_ONLY);
      expect(prefixes, call).toContain(call.split(':')[0]);
    }
  },
);
