import { expect, test } from 'vitest';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import facts from './actions-without-operation.json' with { type: 'json' };
import { actionsWithoutOperation, hasNoOperation } from './without-operation.ts';

test('of a service without any documented operation it is all of its actions', () => {
  expect(hasNoOperation('cloudshell')).toBe(true);
  expect(actionsWithoutOperation()).toContain('cloudshell:CreateSession');
  for (const service of ['s3', 'organizations', 'of-tomorrow']) expect(hasNoOperation(service)).toBe(false);
});

test('they are held against the actions that we know', () => {
  expect(facts.date, 'run node scripts/actions-without-operation.ts').toBe(CATALOGUE.date);
  expect(actionsWithoutOperation().filter((action) => CATALOGUE.action(action) === null)).toEqual([]);
});
