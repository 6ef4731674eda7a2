import { expect, test } from 'vitest';
import { type Reading, read } from '../src/model/reading.ts';
import type { Resource } from '../src/model/resource-types.ts';
import type { Check } from '../src/practices/check.ts';
import { aMembership, ORGANIZATION } from './builders/organizations.ts';
import { deniedCall, type EvaluateOptions, evaluate, OTHER_ACCOUNT, statuses } from './inventory-of.ts';
import { ALONE, MEMBER, PARTNER, VENDOR } from './resource-policy-tests.ts';

/** What sharing has in common, whatever is shared with accounts, organizations or everybody. */
export function testSharing(
  check: Check,
  build: (shared: Reading<readonly string[]>) => Resource,
  call: string,
): void {
  const sharedWith = (...grantees: readonly string[]) => build(read(grantees));

  test('fails for accounts that nobody knows, each by name', () => {
    expect(evaluate(check, sharedWith(VENDOR, OTHER_ACCOUNT, PARTNER), MEMBER)).toMatchObject([
      { status: 'fail', evidence: { outsiders: [VENDOR, PARTNER] } },
    ]);
  });

  test('passes for nobody, the own organization, accounts read together and trusted ones', () => {
    expect(statuses(check, sharedWith(), ALONE)).toEqual(['pass']);
    expect(statuses(check, sharedWith(OTHER_ACCOUNT), MEMBER)).toEqual(['pass']);
    expect(statuses(check, sharedWith(OTHER_ACCOUNT), ALONE)).toEqual(['fail']);
    const settings = { trustedAccounts: [VENDOR] };
    expect(statuses(check, sharedWith(VENDOR), { ...ALONE, settings })).toEqual(['pass']);
  });

  test('tells organizations apart', () => {
    const of = (id: string, unit = '') =>
      `arn:aws:organizations::${OTHER_ACCOUNT}:${unit ? 'ou' : 'organization'}/${id}${unit}`;
    expect(statuses(check, sharedWith(of(ORGANIZATION)), MEMBER)).toEqual(['pass']);
    expect(statuses(check, sharedWith(of(ORGANIZATION, '/ou-exam-workloads')), MEMBER)).toEqual(['pass']);
    expect(statuses(check, sharedWith(of('o-theirsample')), MEMBER)).toEqual(['fail']);
    expect(statuses(check, sharedWith(of(ORGANIZATION)), DENIED)).toEqual(['unknown']);
  });

  test('is unknown where nobody listed the organization, or an account let nobody in', () => {
    const unlisted: EvaluateOptions = {
      denied: ['AWS::Organizations::Account'],
      resources: [aMembership()],
    };
    for (const options of [unlisted, DENIED, { ...ALONE, notEntered: [VENDOR] }])
      expect(statuses(check, sharedWith(VENDOR), options)).toEqual(['unknown']);
  });

  test('is unknown where the sharing was not read', () => {
    const missing = deniedCall(call);
    expect(evaluate(check, build(missing), ALONE)).toMatchObject([{ status: 'unknown', unread: [missing] }]);
  });
}

const DENIED: EvaluateOptions = { denied: ['AWS::Organizations::Organization'] };
