import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { ACCOUNT, REGION } from '../../../../test/inventory-of.ts';
import { collectors } from './service-quotas.ts';

const STANDARD = '{"ServiceCode":"ec2","QuotaCode":"L-1216C47A"}';
const QUOTA = {
  ServiceCode: 'ec2',
  QuotaArn: `arn:aws:servicequotas:${REGION}:${ACCOUNT}:ec2/L-1216C47A`,
  QuotaCode: 'L-1216C47A',
  QuotaName: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
  Value: 256,
};

const NONE = answeredError('NoSuchResourceException', 400);
const ANSWERS = {
  DescribeAutoScalingGroups: { AutoScalingGroups: [{ AutoScalingGroupName: 'web' }] },
  GetServiceQuota: NONE,
  [`GetServiceQuota ${STANDARD}`]: { Quota: QUOTA },
  GetAWSDefaultServiceQuota: NONE,
};

function quotas(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('service-quotas', answers);
  return { api, result: collected(collectors, 'AWS::ServiceQuotas::Quota', api) };
}

test("the account's own value; quotas that the region does not have are left out", async () => {
  const { api, result } = quotas(ANSWERS);
  expect(await result).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::ServiceQuotas::Quota',
        account: ACCOUNT,
        region: REGION,
        arn: QUOTA.QuotaArn,
        id: 'L-1216C47A',
        name: QUOTA.QuotaName,
        serviceCode: 'ec2',
        quotaCode: 'L-1216C47A',
        quotaName: QUOTA.QuotaName,
        value: 256,
      },
    ],
  });
  expect(api.calls).not.toContain(`service-quotas:GetAWSDefaultServiceQuota ${STANDARD}`);
});

test("AWS's default where the account has no value of its own", async () => {
  const { result } = quotas({
    ...ANSWERS,
    [`GetServiceQuota ${STANDARD}`]: NONE,
    [`GetAWSDefaultServiceQuota ${STANDARD}`]: {
      Quota: { ...QUOTA, QuotaArn: `arn:aws:servicequotas:${REGION}::ec2/L-1216C47A`, Value: 5 },
    },
  });
  expect((await result).resources).toMatchObject([{ arn: QUOTA.QuotaArn, value: 5 }]);
});

test('a quota without a value is not made up', async () => {
  const { Value: _, ...empty } = QUOTA;
  const { result } = quotas({ ...ANSWERS, [`GetServiceQuota ${STANDARD}`]: { Quota: empty } });
  expect((await result).resources).toEqual([]);
});

test('asks nothing where there is no group to bind', async () => {
  const { api, result } = quotas({ ...ANSWERS, DescribeAutoScalingGroups: { AutoScalingGroups: [] } });
  expect(await result).toEqual({ resources: [], gap: null });
  expect(api.calls).toHaveLength(1);
});

test('asks when it is not known whether there are groups', async () => {
  const { result } = quotas({ ...ANSWERS, DescribeAutoScalingGroups: denied() });
  expect((await result).resources).toHaveLength(1);
});

test('denied calls', async () => {
  const own = await quotas({ ...ANSWERS, [`GetServiceQuota ${STANDARD}`]: denied() }).result;
  expect(own).toEqual({ resources: [], gap: deniedReading('servicequotas:GetServiceQuota') });
  const byDefault = await quotas({ ...ANSWERS, GetAWSDefaultServiceQuota: denied() }).result;
  expect(byDefault.resources).toHaveLength(1);
  expect(byDefault.gap).toEqual(deniedReading('servicequotas:GetAWSDefaultServiceQuota'));
});
