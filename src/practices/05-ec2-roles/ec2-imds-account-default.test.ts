import { expect, test } from 'vitest';
import { ec2Defaults } from '../../../test/builders/ec2.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { ec2ImdsAccountDefault as check } from './ec2-imds-account-default.ts';

test.each([
  ['pass', { httpTokens: 'required' }],
  ['pass', { httpTokens: 'optional', httpTokensEnforced: 'enabled' }],
  ['fail', { httpTokens: 'optional', httpTokensEnforced: 'disabled' }],
  ['fail', {}],
] as const)('%s for %j', (status, defaults) => {
  expect(statuses(check, ec2Defaults({ instanceMetadataDefaults: read(defaults) }))).toEqual([status]);
});

test('is unknown when the defaults could not be read', () => {
  const instanceMetadataDefaults = deniedCall('ec2:GetInstanceMetadataDefaults');
  const [outcome] = evaluate(check, ec2Defaults({ instanceMetadataDefaults }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [instanceMetadataDefaults] });
});
