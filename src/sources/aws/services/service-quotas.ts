import type {
  GetAWSDefaultServiceQuotaCommandOutput,
  GetServiceQuotaCommandOutput,
  ServiceQuota as SdkQuota,
} from '@aws-sdk/client-service-quotas';
import { mapReading, type Reading } from '../../../model/reading.ts';
import type { ServiceQuota } from '../../../model/resources/auto-scaling.ts';
import { defineCollector, type ServiceApi } from '../collector.ts';
import { listAutoScalingGroups } from './auto-scaling.ts';

/**
 * Running on-demand vCPUs, by the instance families that share a quota.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html
 */
const ON_DEMAND_VCPU_QUOTAS = [
  'L-1216C47A', // Standard: A, C, D, H, I, M, R, T, Z
  'L-DB2E81BA', // G and VT
  'L-417A185B', // P
  'L-74FC7D96', // F
  'L-7295265B', // X
  'L-1945791B', // Inf
  'L-2C3B7624', // Trn
  'L-6E869C2A', // DL
  'L-43DA4232', // High Memory
  'L-F7808C92', // HPC
] as const;

/** The quotas are read for what they bind, so only in regions that have an Auto Scaling group. */
const quotas = defineCollector({
  type: 'AWS::ServiceQuotas::Quota',
  service: 'service-quotas',
  scope: 'regional',
  calls: [
    'autoscaling:DescribeAutoScalingGroups',
    'servicequotas:GetServiceQuota',
    'servicequotas:GetAWSDefaultServiceQuota',
  ],
  async collect(api) {
    const groups = await listAutoScalingGroups(api);
    if (groups.items.length === 0 && !groups.gap) return { resources: [], gap: null };
    const found = await api.each(ON_DEMAND_VCPU_QUOTAS, (code) => quotaOf(api, code));
    return {
      resources: found.flatMap((each) => (each.status === 'read' && each.value ? [each.value] : [])),
      gap: found.find((each) => each.status === 'unread') ?? null,
    };
  },
});

/**
 * A quota without a value of the account's own has AWS's default. Null: the region has no such quota.
 * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html
 */
async function quotaOf(api: ServiceApi, QuotaCode: string): Promise<Reading<ServiceQuota | null>> {
  const input = { ServiceCode: 'ec2', QuotaCode };
  const absent = ['NoSuchResourceException'];
  const applied = await api.readOrNull<GetServiceQuotaCommandOutput>('GetServiceQuota', input, absent);
  if (applied.status === 'unread' || applied.value) return mapQuota(api, applied);
  return mapQuota(
    api,
    await api.readOrNull<GetAWSDefaultServiceQuotaCommandOutput>('GetAWSDefaultServiceQuota', input, absent),
  );
}

function mapQuota(
  api: ServiceApi,
  answer: Reading<{ readonly Quota?: SdkQuota | undefined } | null>,
): Reading<ServiceQuota | null> {
  return mapReading(answer, (output) => (output?.Quota ? toQuota(api, output.Quota) : null));
}

/** Null without a value: a quota of unknown size binds nothing that could be computed. */
function toQuota(api: ServiceApi, quota: SdkQuota): ServiceQuota | null {
  const { QuotaCode: id = '', ServiceCode = 'ec2', QuotaName: name = '', Value } = quota;
  if (Value === undefined) return null;
  return {
    type: 'AWS::ServiceQuotas::Quota',
    account: api.account,
    region: api.region,
    // A default's ARN names no account, so that one is written here.
    arn: api.arn('servicequotas', `${ServiceCode}/${id}`),
    id,
    ...(name ? { name } : {}),
    serviceCode: ServiceCode,
    quotaCode: id,
    quotaName: name,
    value: Value,
  };
}

export const collectors = [quotas];
