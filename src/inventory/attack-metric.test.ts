import { expect, test } from 'vitest';
import { predefinedMetric, risesUnderAttack } from './attack-metric.ts';

test.each([
  ['AWS/EC2', 'CPUUtilization', true],
  ['AWS/EC2', 'CPUCreditBalance', false],
  ['AWS/ApplicationELB', 'RequestCountPerTarget', true],
  ['AWS/ApplicationELB', 'HealthyHostCount', false],
  ['AWS/AutoScaling', 'GroupInServiceInstances', false],
  ['Shop/Orders', 'CPUUtilization', null],
  [null, 'CPUUtilization', null],
])('%s %s rises under attack: %s', (namespace, metricName, rises) => {
  expect(risesUnderAttack({ namespace, metricName })).toBe(rises);
});

test.each([
  'ASGAverageCPUUtilization',
  'ASGAverageNetworkIn',
  'ASGAverageNetworkOut',
  'ALBRequestCountPerTarget',
])('%s, as target tracking has it, rises', (type) => {
  expect(risesUnderAttack(predefinedMetric(type))).toBe(true);
});

test('nothing is known of a predefined metric that AWS adds', () => {
  expect(risesUnderAttack(predefinedMetric('ASGNewMetric'))).toBeNull();
});
