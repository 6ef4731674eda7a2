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
import { dedented } from '../fix/dedented.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  rationale:
    'TLS 1.0 and 1.1 and SSL are broken: whoever sits on the way can make a client fall back to them and read what it sends.',
  controls: [
    'nist-800-53-r5:SC-8',
    'nist-800-53-r5:SC-8(1)',
    'nist-800-53-r5:SC-13b',
    'nist-800-53-r5:SC-23',
    'nist-csf-2.0:PR.DS-02',
    'pci-dss-4.0:4.2.1',
    'iso-27001-2022:A.5.14',
    'iso-27001-2022:A.8.21',
    'iso-27001-2022:A.8.24',
    'soc-2:CC6.7',
    'hipaa:164.312(e)(1)',
  ],
} as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const elbTlsPolicy = [
  defineCheck({
    ...COMMON,
    id: 'elb-tls-policy',
    title: 'HTTPS and TLS listeners accept TLS 1.2 and later only',
    resource: 'AWS::ElasticLoadBalancingV2::Listener',
    reads: ['elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeListeners'],
    changedBy: ['elasticloadbalancing:CreateListener', 'elasticloadbalancing:ModifyListener'],
    equivalents: ['prowler:elbv2_insecure_ssl_ciphers', 'config:elbv2-predefined-security-policy-ssl-check'],
    remediation:
      "Set the listener's security policy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 or another of TLS 1.2 and later.",
    fix: {
      cli: dedented(`
        # Clients that know no TLS 1.2 are refused then: the access logs have the protocol of each request
        aws elbv2 modify-listener --listener-arn {arn} --ssl-policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 --region {region}`),
      terraform: dedented(`
        # Listener {arn}. Clients that know no TLS 1.2 are refused then: the access logs have the protocol of each request
        resource "aws_lb_listener" "this" {
          ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
          # Its other arguments stay as they are.
        }`),
    },
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
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:CreateLoadBalancerListeners',
      'elasticloadbalancing:SetLoadBalancerPoliciesOfListener',
    ],
    equivalents: [
      'prowler:elb_insecure_ssl_ciphers',
      'config:elb-predefined-security-policy-ssl-check',
      'config:elb-custom-security-policy-ssl-check',
    ],
    remediation: "Set the listener's security policy to ELBSecurityPolicy-TLS-1-2-2017-01.",
    fix: {
      cli: dedented(`
        # Clients that know no TLS 1.2 are refused then. Name the other policies that a listener has, such as stickiness, as well
        aws elb create-load-balancer-policy --load-balancer-name {id} --policy-name tls-1-2 --policy-type-name SSLNegotiationPolicyType --policy-attributes AttributeName=Reference-Security-Policy,AttributeValue=ELBSecurityPolicy-TLS-1-2-2017-01 --region {region}
        aws elb set-load-balancer-policies-of-listener --load-balancer-name {id} --load-balancer-port {evidence.listeners[].port} --policy-names tls-1-2 --region {region}`),
      terraform: dedented(`
        # Clients that know no TLS 1.2 are refused then. Name the other policies that a listener has, such as stickiness, as well
        resource "aws_load_balancer_policy" "this" {
          load_balancer_name = "{id}"
          policy_name        = "tls-1-2"
          policy_type_name   = "SSLNegotiationPolicyType"
          policy_attribute {
            name  = "Reference-Security-Policy"
            value = "ELBSecurityPolicy-TLS-1-2-2017-01"
          }
        }

        resource "aws_load_balancer_listener_policy" "this" {
          for_each           = toset([for port in {evidence.listeners.port} : tostring(port)])
          load_balancer_name = "{id}"
          load_balancer_port = each.value
          policy_names       = [aws_load_balancer_policy.this.policy_name]
        }`),
    },
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
    port: listener.loadBalancerPort,
    protocols: protocolsOfListener(listener, policies.value),
  }));
  const evidence = {
    listeners: judged.map(({ listener, port, protocols }) => ({
      listener,
      port,
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
