import { expect, test } from 'vitest';
import { matchesAction } from '../../iam/action-pattern.ts';
import { CATALOGUE } from '../../iam/index.ts';
import { unseenActions } from './unseen-actions.ts';

test('without data events the use of objects is not seen, with those of S3 it is', () => {
  expect(unseenActions([])).toEqual(
    expect.arrayContaining(['s3:GetObject*', 'lambda:Invoke*', 'es:ESHttp*']),
  );
  const seen = unseenActions(['s3.amazonaws.com']);
  expect(seen).not.toContain('s3:GetObject*');
  expect(seen).toEqual(expect.arrayContaining(['lambda:Invoke*', 'es:ESHttp*']));
});

test('every pattern is of known actions, each action of one', () => {
  const all = CATALOGUE.services.flatMap((prefix) =>
    (CATALOGUE.service(prefix)?.actions ?? []).map(({ name }) => `${prefix}:${name}`),
  );
  const matched = unseenActions([]).map((pattern) => all.filter((action) => matchesAction(pattern, action)));
  for (const [index, actions] of matched.entries())
    expect(actions.length, unseenActions([])[index]).toBeGreaterThan(0);
});
