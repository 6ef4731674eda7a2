import { listenerName } from '../../inventory/listeners-of.ts';
import type { Listener, ListenerAction } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  rationale:
    'What is served over plain HTTP anybody on the way reads and changes, session cookies and passwords included.',
} as const;

const CLASSIC_CONTROLS = [
  'aws-fsbp:ELB.3',
  'nist-800-53-r5:ac_17_2',
  'nist-800-53-r5:au_9_3',
  'nist-800-53-r5:ia_5_1_c',
  'nist-800-53-r5:sc_7_4_b',
  'nist-800-53-r5:sc_7_4_g',
  'nist-800-53-r5:sc_7_5',
  'nist-800-53-r5:sc_8',
  'nist-800-53-r5:sc_8_1',
  'nist-800-53-r5:sc_8_2',
  'nist-800-53-r5:sc_8_3',
  'nist-800-53-r5:sc_8_4',
  'nist-800-53-r5:sc_8_5',
  'nist-800-53-r5:sc_13_a',
  'nist-800-53-r5:sc_23',
  'nist-800-53-r5:sc_23_5',
  'pci-dss-4.0:1.2.5.1',
  'pci-dss-4.0:2.2.5.1',
  'pci-dss-4.0:2.2.7.1',
  'pci-dss-4.0:4.2.1.1.3',
  'pci-dss-4.0:4.2.1.1',
  'pci-dss-4.0:8.3.2.1',
] as const;

/** Listeners that take HTTP; of TCP and UDP listeners nobody can tell what they carry. */
export const elbHttpsOnly = [
  defineCheck({
    ...COMMON,
    id: 'elb-https-only',
    title: 'HTTP listeners do nothing but redirect to HTTPS',
    resource: 'AWS::ElasticLoadBalancingV2::Listener',
    reads: ['elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:DescribeRules'],
    controls: ['aws-fsbp:ELB.1', 'nist-800-53-r5:sc_8', 'nist-800-53-r5:sc_8_1'],
    equivalents: ['prowler:elbv2_ssl_listeners', 'config:alb-http-to-https-redirection-check'],
    remediation: 'Make the default action of the HTTP listener, and of all its rules, a redirect to HTTPS.',
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-https-only-classic',
    title: 'Classic Load Balancers have no HTTP listeners',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    reads: ['elasticloadbalancing:DescribeLoadBalancers'],
    controls: CLASSIC_CONTROLS,
    equivalents: ['prowler:elb_ssl_listeners', 'config:elb-tls-https-listeners-only'],
    remediation: 'Replace the HTTP listener by an HTTPS one; a Classic Load Balancer cannot redirect.',
    evaluate({ id, listeners }) {
      const served = listeners.filter(({ protocol }) => ENCRYPTED.has(protocol) || protocol === 'HTTP');
      if (served.length === 0) return notApplicable();
      const evidence = {
        listeners: served.map(({ protocol, loadBalancerPort }) => `${protocol}:${loadBalancerPort}`),
      };
      const plain = served.filter(({ protocol }) => protocol === 'HTTP');
      return plain.length === 0
        ? pass(`${id} takes encrypted connections only.`, evidence)
        : fail(
            `${id} takes HTTP on port ${plain.map((each) => each.loadBalancerPort).join(', ')}.`,
            evidence,
          );
    },
  }),
];

const ENCRYPTED = new Set(['HTTPS', 'SSL', 'TLS']);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html */
function judge(listener: Listener): Outcome {
  const { protocol, defaultActions, rules } = listener;
  const name = listenerName(listener);
  if (ENCRYPTED.has(protocol)) return pass(`${name} is encrypted.`, { protocol });
  if (protocol !== 'HTTP') return notApplicable();
  const byDefault = defaultActions.find(servesPlainly);
  if (byDefault) return fail(`${name} serves plain HTTP by its default action.`, actionEvidence(byDefault));
  if (rules.status === 'unread') return unknown(rules);
  const rule = rules.value.find(({ actions }) => actions.some(servesPlainly));
  const action = rule?.actions.find(servesPlainly);
  if (rule && action) {
    const evidence = { ...actionEvidence(action), priority: rule.priority };
    return fail(`${name} serves plain HTTP by rule ${rule.priority}.`, evidence);
  }
  return pass(`${name} sends every request to HTTPS or answers it with a fixed response.`, { protocol });
}

function servesPlainly({ type, redirect }: ListenerAction): boolean {
  return type === 'forward' || (type === 'redirect' && redirect?.protocol !== 'HTTPS');
}

function actionEvidence({ type, redirect }: ListenerAction) {
  return { protocol: 'HTTP', action: type, redirectProtocol: redirect?.protocol ?? null };
}
