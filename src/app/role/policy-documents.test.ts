import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  MANAGED_POLICY_CHARACTERS,
  policyCharacters,
  policyDocuments,
  readStatements,
} from './policy-documents.ts';

const LIMIT = 400;
const actions = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom('ec2', 's3', 'access-analyzer', 'iam'), fc.stringMatching(/^[A-Z][a-z]{0,30}$/)),
    { maxLength: 60, selector: (drawn) => drawn.join(':') },
  )
  .map((drawn) => drawn.map(([service, name]) => `${service}:${name}`).sort());

test('law: split, every action is allowed once, each document is within the limit, and no label comes twice', () => {
  fc.assert(
    fc.property(actions, (given) => {
      const documents = policyDocuments(readStatements(given), LIMIT);
      const statements = documents.flatMap((each) => each.Statement);
      expect(statements.flatMap((each) => each.Action)).toEqual(given);
      for (const each of documents) expect(policyCharacters(each)).toBeLessThanOrEqual(LIMIT);
      const labels = statements.map((each) => each.Sid);
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(label).toMatch(/^[A-Za-z0-9]+$/);
    }),
  );
});

test('a service that fits is not torn apart', () => {
  const given = ['ec2:A', 'ec2:B', 'iam:A', 'iam:B'];
  const [first, second] = policyDocuments(readStatements(given), 150);
  expect(first?.Statement.map((each) => each.Sid)).toEqual(['Ec2']);
  expect(second?.Statement.map((each) => each.Sid)).toEqual(['Iam']);
});

test('no more documents than are needed', () => {
  const given = Array.from({ length: 300 }, (_, index) => `ec2:DescribeSomething${index}`);
  const documents = policyDocuments(readStatements(given));
  const characters = documents.reduce((sum, each) => sum + policyCharacters(each), 0);
  expect(documents.length).toBe(Math.ceil(characters / MANAGED_POLICY_CHARACTERS));
});
