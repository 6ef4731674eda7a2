import { expect, test } from 'vitest';
import { aNetworkInterface, aVpc } from '../../../test/builders/network.ts';
import { deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { vpcDefaultUnused as check } from './vpc-default-unused.ts';

const vpc = aVpc({ isDefault: true });

test('passes when it is empty, fails with an interface in it', () => {
  const elsewhere = aNetworkInterface({ vpcId: 'vpc-2' });
  expect(statuses(check, vpc, { resources: [elsewhere] })).toEqual(['pass']);
  const [outcome] = evaluate(check, vpc, { resources: [aNetworkInterface()] });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { networkInterfaces: 1 } });
});

test('is unknown when interfaces could not be listed, unless one was found', () => {
  const denied = ['AWS::EC2::NetworkInterface'] as const;
  expect(evaluate(check, vpc, { denied })).toMatchObject([
    { status: 'unknown', unread: [deniedListing('AWS::EC2::NetworkInterface')] },
  ]);
  expect(statuses(check, vpc, { denied, resources: [aNetworkInterface()] })).toEqual(['fail']);
});

test('does not concern other VPCs', () => {
  expect(statuses(check, aVpc())).toEqual(['not-applicable']);
});
