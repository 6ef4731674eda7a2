import { expect, test } from 'vitest';
import { aFinding } from '../../../test/builders/finding.ts';
import type { Finding } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { openGroups } from './open-group.ts';

function open(reach: JsonObject | null, overrides: Partial<Finding> = {}, ports = [22]): Finding {
  return aFinding({
    check: 'security-group-open-to-world',
    status: 'fail',
    evidence: {
      groupName: 'web',
      vpcId: 'vpc-1',
      rules: ports.map((port) => ({ traffic: `tcp ${port}`, peer: '0.0.0.0/0' })),
      ...(reach ? { reach } : {}),
    },
    ...overrides,
  });
}

const stopped = {
  internet: 'not-reached',
  reasons: [
    {
      networkInterfaceId: 'eni-1',
      others: 2,
      stoppedAt: { leg: 'reply', kind: 'route-table', id: 'rtb-1', code: null },
      says: 'it has no route to the destination',
    },
    { networkInterfaceId: 'eni-2', others: 0, stoppedAt: null, says: 'it has no public address' },
  ],
};

test('what it opens, and why nothing is reached', () => {
  expect(openGroups([open(stopped)])).toMatchObject([
    {
      groupName: 'web',
      vpcId: 'vpc-1',
      opens: ['tcp 22 from 0.0.0.0/0'],
      state: 'not-reached',
      why: [
        'eni-1 and 2 more: its answers stop at route table rtb-1, it has no route to the destination',
        'eni-2: it has no public address',
      ],
    },
  ]);
});

test('what was not read is told as such', () => {
  const missing = [{ call: 'ec2:DescribeNetworkAcls', why: 'AccessDenied' }];
  expect(openGroups([open({ internet: 'unknown', missing })])).toMatchObject([
    { state: 'unknown', why: ['ec2:DescribeNetworkAcls: AccessDenied'] },
  ]);
});

test('one of each group: the one that tells of more rules', () => {
  const admin = open({ internet: 'unused' }, { check: 'security-group-open-to-world-admin-ports' });
  const any = open({ internet: 'unused' }, {}, [22, 8080]);
  for (const findings of [
    [admin, any],
    [any, admin],
  ])
    expect(openGroups(findings).map(({ finding }) => finding)).toEqual([any]);
});

test('reached ones, older documents, passes and other checks are not among them', () => {
  expect(
    openGroups([
      open({ internet: 'reached' }),
      open(null),
      open({ internet: 'unused' }, { status: 'pass' }),
      open({ internet: 'unused' }, { check: 'security-group-unused' }),
    ]),
  ).toEqual([]);
});
