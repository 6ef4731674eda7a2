import { expect, test } from 'vitest';
import {
  aClassicListener,
  aClassicLoadBalancer,
  aListener,
  forwardTo,
  redirectTo,
} from '../../../test/builders/load-balancing.ts';
import { checkNamed } from '../../../test/check-named.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Listener, ListenerAction } from '../../model/resources/load-balancing.ts';
import { elbHttpsOnly } from './elb-https-only.ts';

const check = checkNamed(elbHttpsOnly, 'elb-https-only');
const classic = checkNamed(elbHttpsOnly, 'elb-https-only-classic');
const fixed: ListenerAction = { type: 'fixed-response', targetGroupArns: [], redirect: null };

function http(action: ListenerAction, rules: readonly ListenerAction[] = []): Listener {
  return aListener({
    protocol: 'HTTP',
    port: 80,
    sslPolicy: null,
    defaultActions: [action],
    rules: read(rules.map((each, index) => ({ priority: `${index + 1}`, actions: [each] }))),
  });
}

test('passes when every action redirects to HTTPS or answers by itself', () => {
  expect(statuses(check, http(redirectTo('HTTPS')))).toEqual(['pass']);
  expect(statuses(check, http(redirectTo('HTTPS'), [redirectTo('HTTPS'), fixed]))).toEqual(['pass']);
  expect(statuses(check, http(fixed))).toEqual(['pass']);
});

test('passes for listeners that are encrypted', () => {
  expect(statuses(check, aListener())).toEqual(['pass']);
  expect(statuses(check, aListener({ protocol: 'TLS' }))).toEqual(['pass']);
});

test.each([forwardTo('arn:tg'), redirectTo('HTTP'), redirectTo('#{protocol}'), redirectTo(null)])(
  'fails when the default action is %j',
  (action) => {
    const [outcome] = evaluate(check, http(action));
    expect(outcome).toMatchObject({
      status: 'fail',
      summary: 'HTTP:80 of web serves plain HTTP by its default action.',
      evidence: { action: action.type },
    });
  },
);

test('fails by a single rule', () => {
  const [outcome] = evaluate(check, http(redirectTo('HTTPS'), [redirectTo('HTTPS'), forwardTo('arn:tg')]));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'HTTP:80 of web serves plain HTTP by rule 2.',
    evidence: { action: 'forward', priority: '2' },
  });
});

test('without the rules it is unknown, unless the default action decides', () => {
  const rules = deniedCall('elasticloadbalancing:DescribeRules');
  const [outcome] = evaluate(check, { ...http(redirectTo('HTTPS')), rules });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [rules] });
  expect(statuses(check, { ...http(forwardTo('arn:tg')), rules })).toEqual(['fail']);
});

test('does not concern listeners that say nothing of what they carry', () => {
  expect(statuses(check, aListener({ protocol: 'TCP' }))).toEqual(['not-applicable']);
  expect(statuses(check, aListener({ protocol: 'UDP' }))).toEqual(['not-applicable']);
});

test('a Classic Load Balancer fails by any HTTP listener', () => {
  const listeners = [aClassicListener(), aClassicListener({ protocol: 'HTTP', loadBalancerPort: 80 })];
  const [outcome] = evaluate(classic, aClassicLoadBalancer({ listeners }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'old-web takes HTTP on port 80.',
    evidence: { listeners: ['HTTPS:443', 'HTTP:80'] },
  });
  expect(statuses(classic, aClassicLoadBalancer())).toEqual(['pass']);
});

test('a Classic Load Balancer of TCP listeners is not concerned', () => {
  const listeners = [aClassicListener({ protocol: 'TCP' })];
  expect(statuses(classic, aClassicLoadBalancer({ listeners }))).toEqual(['not-applicable']);
});
