import { expect, test } from 'vitest';
import { anEksCluster, eksDetail } from '../../../test/builders/compute.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { eksEndpointNotPublic as checks } from './eks-endpoint-not-public.ts';

const [open, privateOnly] = checks;
if (!open || !privateOnly) throw new Error('two checks expected');

const clusterWith = (endpointPublicAccess: boolean, publicAccessCidrs: readonly string[]) =>
  anEksCluster({ detail: read(eksDetail({ endpointPublicAccess, publicAccessCidrs })) });

test.each([
  ['private', clusterWith(false, []), 'pass', 'pass'],
  ['private with blocks left over', clusterWith(false, ['0.0.0.0/0']), 'pass', 'pass'],
  ['open to everybody', clusterWith(true, ['0.0.0.0/0']), 'fail', 'fail'],
  ['open to everybody over IPv6', clusterWith(true, ['10.0.0.0/8', '::/0']), 'fail', 'fail'],
  ["open to AWS's default", clusterWith(true, []), 'fail', 'fail'],
  ['open to an office', clusterWith(true, ['198.51.100.0/24']), 'pass', 'fail'],
  ['open by halves', clusterWith(true, ['0.0.0.0/1', '128.0.0.0/1']), 'fail', 'fail'],
])('%s', (_, cluster, openStatus, privateStatus) => {
  expect(statuses(open, cluster)).toEqual([openStatus]);
  expect(statuses(privateOnly, cluster)).toEqual([privateStatus]);
});

test.each(checks)('$id is unknown when DescribeCluster was denied', (check) => {
  const detail = deniedCall('eks:DescribeCluster');
  expect(evaluate(check, anEksCluster({ detail }))).toMatchObject([{ status: 'unknown', unread: [detail] }]);
});

test('is unknown when a block cannot be read', () => {
  expect(statuses(open, clusterWith(true, ['nonsense']))).toEqual(['unknown']);
});
