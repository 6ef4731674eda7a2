import { expect, test } from 'vitest';
import { aWay } from '../../../test/builders/escalation-finding.ts';
import { principalOf, wayInWords, wayOf } from './escalation-way.ts';

test('evidence tells a way, its requests and what it assumes', () => {
  const way = wayOf(aWay('lena', ['becomes ops', 'puts a policy on itself'], { assumes: ['there is one'] }));
  expect(way?.steps.map(({ does }) => does)).toEqual(['becomes ops', 'puts a policy on itself']);
  expect(way?.steps[0]?.requests[0]).toEqual({
    action: 'iam:PassRole',
    resource: 'arn:aws:iam::111122223333:role/step-1',
    context: [['iam:PassedToService', 'lambda.amazonaws.com']],
    statements: ['own, statement 1'],
  });
  expect(way?.assumes).toEqual(['there is one']);
  expect(way && wayInWords(way)).toBe('becomes ops; as step-1, puts a policy on itself');
});

test.each([[{}], [{ steps: null }], [{ steps: 'x' }], [{ steps: {} }], [{ steps: [] }]])(
  '%j tells none',
  (evidence) => {
    expect(wayOf(evidence)).toBeNull();
  },
);

test('a step without its parts is one all the same', () => {
  expect(wayOf({ steps: [7] })?.steps).toEqual([{ from: '', to: '', does: '', requests: [] }]);
});

test('principals are told apart', () => {
  expect(principalOf('arn:aws:iam::111122223333:user/a/b/lena')).toEqual({
    kind: 'user',
    name: 'lena',
    account: '111122223333',
  });
  expect(principalOf('arn:aws:iam::111122223333:role/ops').kind).toBe('role');
  expect(principalOf('arn:aws:iam::111122223333:root').kind).toBe('other');
  expect(principalOf('nobody')).toEqual({ kind: 'other', name: 'nobody', account: '' });
});
