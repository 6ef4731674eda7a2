import type { Finding } from '../../src/model/finding.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { unread } from '../../src/model/reading.ts';
import { aFinding } from './finding.ts';

const ACCOUNT = '111122223333';

/** Evidence of a way of a user, who acts as a role after each step but the last, which gives rights. */
export function aWay(
  user: string,
  does: readonly string[],
  { assumes }: { readonly assumes?: readonly string[] } = {},
): JsonObject {
  const arns = does.map((_, index) =>
    index === 0 ? `arn:aws:iam::${ACCOUNT}:user/${user}` : `arn:aws:iam::${ACCOUNT}:role/step-${index}`,
  );
  const steps = does.map((each, index) => ({
    from: arns[index] ?? '',
    to: arns[index + 1] ?? arns[index] ?? '',
    does: each,
    requests: [
      {
        principal: arns[index] ?? '',
        action: 'iam:PassRole',
        resource: arns[index + 1] ?? arns[index] ?? '',
        context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
        statements: ['own, statement 1'],
      },
    ],
  }));
  return { technique: 'iam-test', steps, ...(assumes && { assumes: [...assumes] }), otherWays: [] };
}

/** The finding of somebody who can become an administrator: for certain, or if what it assumes is so. */
export function anEscalation(
  user: string,
  does: readonly string[],
  { assumes, ...overrides }: Partial<Finding> & { readonly assumes?: readonly string[] } = {},
): Finding {
  const arn = `arn:aws:iam::${ACCOUNT}:user/${user}`;
  const isCertain = assumes === undefined;
  return aFinding({
    id: Buffer.from(user.toWellFormed()).toString('hex').padEnd(20, '0').slice(0, 20),
    check: 'principal-no-escalation-user',
    practice: 6,
    severity: 'high',
    region: 'global',
    title: 'Users cannot make themselves administrator',
    summary: `${user} can become an administrator.`,
    status: isCertain ? 'fail' : 'unknown',
    unread: isCertain ? [] : [unread('rampart/iam', `Assumed: if ${assumes.join()}`)],
    evidence: aWay(user, does, isCertain ? {} : { assumes }),
    resource: { type: 'AWS::IAM::User', id: user, arn, name: null, tags: null },
    ...overrides,
  });
}
