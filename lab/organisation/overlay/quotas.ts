import { everyRegion, type OverlayContext } from './context.ts';
import type { Members, OverlayRecord, Place } from './overlay.ts';

/** On-demand vCPUs by instance class: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html */
const classes = {
  'L-1216C47A': 'Standard (A, C, D, H, I, M, R, T, Z)',
  'L-43DA4232': 'High Memory',
  'L-F7808C92': 'HPC',
  'L-6E869C2A': 'DL',
  'L-74FC7D96': 'F',
  'L-DB2E81BA': 'G and VT',
  'L-1945791B': 'Inf',
  'L-417A185B': 'P',
  'L-2C3B7624': 'Trn',
  'L-7295265B': 'X',
} as const;

/** Sixteen standard vCPUs in the flawed account: a group may grow a little, and no more. */
export function quotaRecords(context: OverlayContext): OverlayRecord[] {
  const standard = context.name === 'flawed' ? 16 : 512;
  const quota = (code: string, name: string, region: string): Members => ({
    ServiceCode: 'ec2',
    ServiceName: 'Amazon Elastic Compute Cloud (Amazon EC2)',
    QuotaArn: context.account.arn('servicequotas', `ec2/${code}`, region),
    QuotaCode: code,
    QuotaName: `Running On-Demand ${name} instances`,
    Value: code === 'L-1216C47A' ? standard : 0,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
  });
  const place = (operation: string): Place => ({
    service: 'service-quotas',
    operation,
    reason: 'moto knows no quotas of EC2',
  });
  const each = Object.entries(classes);
  const single = (operation: string): OverlayRecord[] =>
    each.flatMap(([QuotaCode, name]) =>
      everyRegion(context, place(operation), { ServiceCode: 'ec2', QuotaCode }, (region) => ({
        Quota: quota(QuotaCode, name, region),
      })),
    );
  return [
    ...single('GetServiceQuota'),
    ...single('GetAWSDefaultServiceQuota'),
    ...everyRegion(context, place('ListServiceQuotas'), { ServiceCode: 'ec2' }, (region) => ({
      Quotas: each.map(([code, name]) => quota(code, name, region)),
    })),
  ];
}
