import { expect, test } from 'vitest';
import { aParameter } from '../../../test/builders/compute.ts';
import { cleanText, leakyText } from '../../../test/builders/scanned-text.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { ssmParameterNoPlainCredentials as check } from './ssm-parameter-no-plain-credentials.ts';

test('a SecureString parameter is not judged', () => {
  expect(statuses(check, aParameter())).toEqual(['not-applicable']);
});

test.each(['String', 'StringList'] as const)(
  'a %s parameter is judged by what was found in it',
  (parameterType) => {
    const clean = aParameter({ parameterType, plainValue: read(cleanText) });
    const leaky = aParameter({ parameterType, plainValue: read(leakyText()) });
    expect(statuses(check, clean)).toEqual(['pass']);
    expect(statuses(check, leaky)).toEqual(['fail']);
  },
);

test('is unknown when the value could not be read', () => {
  const plainValue = deniedCall('ssm:GetParameters');
  const parameter = aParameter({ parameterType: 'String', plainValue });
  expect(evaluate(check, parameter)).toMatchObject([{ status: 'unknown', unread: [plainValue] }]);
});
