import { listenerName } from '../../inventory/listeners-of.ts';
import {
  isOutdated,
  oldestProtocolOf,
  protocolsOf,
  type TlsVersion,
  tlsName,
} from '../../inventory/tls-security-policy.ts';
import { type Reading, read, unread, unreadAmong } from '../../model/reading.ts';
import type { ClassicLoadBalancer, Listener } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  rationale:
    'TLS 1.0 and 1.1 and SSL are broken: whoever sits on the way can make a client fall back to them and read what it sends.',
  controls: ['nist-800-53-r5:sc_8_1', 'nist-800-53-r5:sc_23_5'],
} as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const elbTlsPolicy = [
  defineCheck({
    ...COMMON,
    id: 'elb-tls-policy',
    title: 'HTTPS and TLS listeners accept TLS 1.2 and later only',
    resource: 'AWS::ElasticLoadBalancingV2::Listener',
    reads: ['elasticloadbalancing:DescribeListeners'],
    equivalents: ['prowler:elbv2_insecure_ssl_ciphers', 'config:elbv2-predefined-security-policy-ssl-check'],
    remediation:
      "Set the listener's security policy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 or another of TLS 1.2 and later.",
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-tls-policy-classic',
    title: 'HTTPS and SSL listeners of Classic Load Balancers accept TLS 1.2 and later only',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerPolicies',
    ],
    equivalents: [
      'prowler:elb_insecure_ssl_ciphers',
      'config:elb-predefined-security-policy-ssl-check',
      'config:elb-custom-security-policy-ssl-check',
    ],
    remediation: "Set the listener's security policy to ELBSecurityPolicy-TLS-1-2-2017-01.",
    evaluate: judgeClassic,
  }),
];

function judge(listener: Listener): Outcome {
  const { protocol, sslPolicy } = listener;
  if (protocol !== 'HTTPS' && protocol !== 'TLS') return notApplicable();
  const name = listenerName(listener);
  const oldest = sslPolicy === null ? null : oldestProtocolOf(sslPolicy);
  const evidence = { sslPolicy, oldestProtocol: oldest };
  if (!oldest) {
    const why = `NotAsked: which protocols ${sslPolicy ?? 'the unnamed policy'} of ${name} accepts is not in Rampart's table`;
    return unknown(unread('elasticloadbalancing:DescribeListeners', why), evidence);
  }
  return isOutdated(oldest)
    ? fail(`${name} accepts ${tlsName(oldest)} (${sslPolicy}).`, evidence)
    : pass(`${name} accepts ${tlsName(oldest)} and later only (${sslPolicy}).`, evidence);
}

type ClassicListener = ClassicLoadBalancer['listeners'][number];

function judgeClassic({ id, listeners, policies }: ClassicLoadBalancer): Outcome {
  const encrypted = listeners.filter(({ protocol }) => protocol === 'HTTPS' || protocol === 'SSL');
  if (encrypted.length === 0) return notApplicable();
  if (policies.status === 'unread') return unknown(policies);
  const judged = encrypted.map((listener) => ({
    listener: `${listener.protocol}:${listener.loadBalancerPort}`,
    protocols: protocolsOfListener(listener, policies.value),
  }));
  const evidence = {
    listeners: judged.map(({ listener, protocols }) => ({
      listener,
      protocols: protocols.status === 'read' ? protocols.value : null,
    })),
  };
  const old = judged.find(({ protocols }) => protocols.status === 'read' && protocols.value.some(isOutdated));
  if (old) return fail(`${id} accepts ${outdatedOf(old.protocols)} on ${old.listener}.`, evidence);
  const missing = unreadAmong(judged.map(({ protocols }) => protocols));
  if (missing.length > 0) return unknown(missing, evidence);
  return pass(`${id} accepts TLS 1.2 and later only.`, evidence);
}

function outdatedOf(protocols: Reading<readonly TlsVersion[]>): string {
  return protocols.status === 'read' ? protocols.value.filter(isOutdated).map(tlsName).join(', ') : '';
}

type Policies = Extract<ClassicLoadBalancer['policies'], { status: 'read' }>['value'];

/** A policy that follows one of AWS's may list its protocols or only name that one. */
function protocolsOfListener(listener: ClassicListener, policies: Policies): Reading<readonly TlsVersion[]> {
  const negotiation = policies.find(
    ({ policyName, policyTypeName }) =>
      policyTypeName === 'SSLNegotiationPolicyType' && listener.policyNames.includes(policyName),
  );
  const switchedOn = protocolsOf(negotiation?.attributes ?? {});
  if (switchedOn.length > 0) return read(switchedOn);
  const oldest = oldestProtocolOf(negotiation?.attributes['Reference-Security-Policy'] ?? '');
  if (oldest) return read([oldest]);
  const why = `NotOffered: no policy of port ${listener.loadBalancerPort} says which protocols it accepts`;
  return unread('elasticloadbalancing:DescribeLoadBalancerPolicies', why);
}
