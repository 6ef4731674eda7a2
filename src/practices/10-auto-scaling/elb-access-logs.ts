import type { Inventory } from '../../inventory/inventory.ts';
import { listenersOf } from '../../inventory/listeners-of.ts';
import type { LoadBalancer } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { attributeOutcome } from '../load-balancer-attribute.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  rationale:
    'Without access logs nobody can tell during an attack which requests to block, or afterwards who sent them.',
  remediation: 'Turn on access logs, delivered to an S3 bucket of the same region.',
} as const;

const CONTROLS = [
  'aws-fsbp:ELB.5',
  'nist-800-53-r5:ac_4_26',
  'nist-800-53-r5:au_2_b',
  'nist-800-53-r5:au_3_a',
  'nist-800-53-r5:au_3_b',
  'nist-800-53-r5:au_3_c',
  'nist-800-53-r5:au_3_d',
  'nist-800-53-r5:au_3_e',
  'nist-800-53-r5:au_3_f',
  'nist-800-53-r5:au_6_3',
  'nist-800-53-r5:au_6_4',
  'nist-800-53-r5:au_6_6',
  'nist-800-53-r5:au_6_9',
  'nist-800-53-r5:au_8_b',
  'nist-800-53-r5:au_10',
  'nist-800-53-r5:au_12_a',
  'nist-800-53-r5:au_12_c',
  'nist-800-53-r5:au_12_1',
  'nist-800-53-r5:au_12_2',
  'nist-800-53-r5:au_12_3',
  'nist-800-53-r5:au_12_4',
  'nist-800-53-r5:au_14_a',
  'nist-800-53-r5:au_14_b',
  'nist-800-53-r5:au_14_3',
  'nist-800-53-r5:ca_7_b',
  'nist-800-53-r5:cm_5_1_b',
  'nist-800-53-r5:ia_3_3_b',
  'nist-800-53-r5:ma_4_1_a',
  'nist-800-53-r5:pm_14_a_1',
  'nist-800-53-r5:pm_14_b',
  'nist-800-53-r5:pm_31',
  'nist-800-53-r5:sc_7_9_b',
  'nist-800-53-r5:si_4_17',
  'nist-800-53-r5:si_7_8',
  'iso-27001-2022:A.8.15',
  'soc-2:cc_7_2',
  'soc-2:cc_7_3',
  'soc-2:cc_a_1_1',
  'soc-2:pi_1_2',
] as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
export const elbAccessLogs = [
  defineCheck({
    ...COMMON,
    id: 'elb-access-logs',
    title: 'Application and Network Load Balancers write access logs',
    resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
      'elasticloadbalancing:DescribeListeners',
    ],
    controls: ['cis-aws-7.0.0:4.10', ...CONTROLS],
    equivalents: ['prowler:elbv2_logging_enabled', 'config:elb-logging-enabled'],
    evaluate: (balancer, { inventory }) => judge(balancer, inventory),
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-access-logs-classic',
    title: 'Classic Load Balancers write access logs',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
    ],
    controls: [
      ...CONTROLS,
      'pci-dss-4.0:10.2.1.1.19',
      'pci-dss-4.0:10.2.1.2.16',
      'pci-dss-4.0:10.2.1.3.16',
      'pci-dss-4.0:10.2.1.4.16',
      'pci-dss-4.0:10.2.1.5.16',
      'pci-dss-4.0:10.2.1.6.16',
      'pci-dss-4.0:10.2.1.7.16',
      'pci-dss-4.0:10.2.1.16',
      'pci-dss-4.0:10.2.2.16',
      'pci-dss-4.0:10.3.1.16',
      'pci-dss-4.0:10.6.3.20',
      'pci-dss-4.0:5.3.4.19',
      'pci-dss-4.0:A1.2.1.20',
    ],
    equivalents: ['prowler:elb_logging_enabled', 'config:elb-logging-enabled'],
    evaluate({ id, attributes }) {
      if (attributes.status === 'unread') return unknown(attributes);
      const { accessLog } = attributes.value;
      return accessLog
        ? pass(`${id} writes access logs.`, { accessLog })
        : fail(`${id} writes no access logs.`, { accessLog });
    },
  }),
];

/** Gateway Load Balancers have no access logs; Network Load Balancers log TLS listeners and nothing else. */
function judge(balancer: LoadBalancer, inventory: Inventory): Outcome {
  const { id, loadBalancerType, attributes } = balancer;
  if (loadBalancerType === 'gateway') return notApplicable();
  const outcome = attributeOutcome(id, attributes, {
    attribute: 'access_logs.s3.enabled',
    byDefault: 'false',
    wanted: ['true'],
    good: 'writes access logs',
    bad: 'writes no access logs',
  });
  if (loadBalancerType === 'application' || outcome.status === 'pass') return outcome;
  if (listenersOf(inventory, balancer.arn).some((listener) => listener.protocol === 'TLS')) return outcome;
  const { account, region } = balancer;
  const gaps = inventory.gaps('AWS::ElasticLoadBalancingV2::Listener', { account, region });
  return gaps.length > 0 ? unknown(gaps) : notApplicable();
}
