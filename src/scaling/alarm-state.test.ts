import { expect, test } from 'vitest';
import { scalingAlarm } from '../../test/builders/scaling-group.ts';
import { alarmState, evaluationRange } from './alarm-state.ts';

/** Oldest first, as CloudWatch's guide writes them: X breaches, 0 does not, - is missing. */
function rangeOf(text: string): Float64Array {
  const values = text.split(' ').map((each) => (each === 'X' ? 100 : each === '0' ? 0 : Number.NaN));
  return Float64Array.from(values.toReversed());
}

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

function states(text: string, datapointsToAlarm: number) {
  return TREATMENTS.map((treatMissingData) => {
    const alarm = scalingAlarm({ evaluationPeriods: 3, datapointsToAlarm, treatMissingData });
    expect(evaluationRange(alarm)).toBe(5);
    return alarmState(alarm, rangeOf(text), 'OK');
  });
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html; `OK` before is what `ignore` keeps. */
test.each([
  ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
  ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
  ['- - - - -', ['INSUFFICIENT_DATA', 'OK', 'ALARM', 'OK']],
  ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['- - X - -', ['ALARM', 'OK', 'ALARM', 'OK']],
])('three of three: %s', (range, expected) => {
  expect(states(range, 3)).toEqual(expected);
});

test.each([
  ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - X -', ['ALARM', 'OK', 'ALARM', 'OK']],
])('two of three: %s', (range, expected) => {
  expect(states(range, 2)).toEqual(expected);
});

/** What the page says of premature transitions: one that breaches may be followed by one that does not. */
test.each([
  ['- - - - X', 3, 'OK'],
  ['- - - X -', 3, 'OK'],
  ['- - X - -', 3, 'ALARM'],
  ['- X - - X', 3, 'ALARM'],
  ['- - - - X', 2, 'OK'],
  ['- - - X -', 2, 'ALARM'],
])('few that all breach: %s with %s to alarm', (range, datapointsToAlarm, expected) => {
  expect(states(range, datapointsToAlarm)[0]).toBe(expected);
});

test('what ignores missing data keeps its state', () => {
  const alarm = scalingAlarm({ evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'ignore' });
  expect(alarmState(alarm, rangeOf('- - X - -'), 'ALARM')).toBe('ALARM');
  expect(alarmState(alarm, rangeOf('- - - - -'), 'INSUFFICIENT_DATA')).toBe('INSUFFICIENT_DATA');
});
