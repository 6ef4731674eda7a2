import { listenerName } from '../../inventory/listeners-of.ts';
import type { Listener, ListenerAction } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  rationale:
    'What is served over plain HTTP anybody on the way reads and changes, session cookies and passwords included.',
} as const;

/** Listeners that take HTTP; of TCP and UDP listeners nobody can tell what they carry. */
export const elbHttpsOnly = [
  defineCheck({
    ...COMMON,
    id: 'elb-https-only',
    title: 'HTTP listeners do nothing but redirect to HTTPS',
    resource: 'AWS::ElasticLoadBalancingV2::Listener',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeListeners',
      'elasticloadbalancing:DescribeRules',
    ],
    changedBy: [
      'elasticloadbalancing:CreateListener',
      'elasticloadbalancing:ModifyListener',
      'elasticloadbalancing:CreateRule',
      'elasticloadbalancing:ModifyRule',
    ],
    controls: [
      'aws-fsbp:ELB.1',
      'nist-800-53-r5:SC-8',
      'nist-800-53-r5:SC-8(1)',
      'nist-800-53-r5:SC-23',
      'nist-csf-2.0:PR.DS-02',
      'pci-dss-4.0:4.2.1',
      'iso-27001-2022:A.5.14',
      'iso-27001-2022:A.8.21',
      'soc-2:CC6.7',
      'hipaa:164.312(e)(1)',
      'hipaa:164.312(e)(2)(i)',
      'hipaa:164.312(e)(2)(ii)',
    ],
    equivalents: ['prowler:elbv2_ssl_listeners', 'config:alb-http-to-https-redirection-check'],
    remediation: 'Make the default action of the HTTP listener, and of all its rules, a redirect to HTTPS.',
    fix: {
      cli: dedented(`
        # The load balancer must have an HTTPS listener on port 443 first
        aws elbv2 modify-listener --listener-arn {arn} --default-actions '[{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}]' --region {region}
        # For each rule that forwards
        aws elbv2 modify-rule --rule-arn <RULE-ARN> --actions '[{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}]' --region {region}`),
      terraform: dedented(`
        # Listener {arn}; each aws_lb_listener_rule that forwards gets the same action. The load balancer must have an HTTPS
        # listener on port 443 first
        resource "aws_lb_listener" "this" {
          default_action {
            type = "redirect"
            redirect {
              protocol    = "HTTPS"
              port        = "443"
              status_code = "HTTP_301"
            }
          }
          # Its other arguments stay as they are.
        }`),
    },
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-https-only-classic',
    title: 'Classic Load Balancers have no HTTP listeners',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    reads: ['elasticloadbalancing:DescribeLoadBalancers'],
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:CreateLoadBalancerListeners',
    ],
    controls: [
      'aws-fsbp:ELB.3',
      'nist-800-53-r5:SC-8',
      'nist-800-53-r5:SC-8(1)',
      'nist-800-53-r5:SC-23',
      'nist-csf-2.0:PR.DS-02',
      'pci-dss-4.0:4.2.1',
      'iso-27001-2022:A.5.14',
      'iso-27001-2022:A.8.21',
      'soc-2:CC6.7',
      'hipaa:164.312(e)(1)',
      'hipaa:164.312(e)(2)(i)',
      'hipaa:164.312(e)(2)(ii)',
    ],
    equivalents: ['prowler:elb_ssl_listeners', 'config:elb-tls-https-listeners-only'],
    remediation: 'Replace the HTTP listener by an HTTPS one; a Classic Load Balancer cannot redirect.',
    fix: {
      cli: dedented(`
        # Unless it has an HTTPS listener already
        aws elb create-load-balancer-listeners --load-balancer-name {id} --listeners Protocol=HTTPS,LoadBalancerPort=443,InstanceProtocol=HTTP,InstancePort=<INSTANCE-PORT>,SSLCertificateId=<CERTIFICATE-ARN> --region {region}
        # Once every client uses HTTPS: aws elb delete-load-balancer-listeners --load-balancer-name {id} --load-balancer-ports {evidence.plainPorts} --region {region}`),
      terraform: dedented(`
        # Once every client uses HTTPS, without the listeners of HTTP
        resource "aws_elb" "this" {
          name = "{id}"
          listener {
            lb_protocol        = "https"
            lb_port            = 443
            instance_protocol  = "http"
            instance_port      = "<INSTANCE-PORT>"
            ssl_certificate_id = "<CERTIFICATE-ARN>"
          }
          # Its other arguments stay as they are.
        }`),
    },
    evaluate({ id, listeners }) {
      const served = listeners.filter(({ protocol }) => ENCRYPTED.has(protocol) || protocol === 'HTTP');
      if (served.length === 0) return notApplicable();
      const plain = served.filter(({ protocol }) => protocol === 'HTTP');
      const evidence = {
        listeners: served.map(({ protocol, loadBalancerPort }) => `${protocol}:${loadBalancerPort}`),
        plainPorts: plain.map((each) => each.loadBalancerPort),
      };
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
