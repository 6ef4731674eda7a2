import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aFinding } from '../../../test/builders/finding.ts';
import type { Finding } from '../../model/finding.ts';
import type { ChangeEvent, Introduction, TouchedResource, TrailChange } from '../../model/trail-change.ts';
import { CATALOGUE } from '../../practices/catalogue.ts';
import { Attribution } from './attribution.ts';
import { isOfAccount, isPart } from './concerned.ts';
import { evidenceNames } from './evidence-names.ts';
import { keysOfArn, keysOfTouched, placedKey } from './resource-keys.ts';
import { isSubject } from './subjects.ts';
import { concernsAll, standsForAll } from './whole-account.ts';

const CHECKS = CATALOGUE.filter(({ id }) =>
  [
    's3-bucket-not-public-read',
    's3-account-block-public-access',
    'cloudtrail-account-multi-region-trail',
    'policy-no-full-admin-user',
    'root-no-access-keys',
  ].includes(id),
);
const CHANGES = [...new Set(CHECKS.flatMap(({ changedBy }) => changedBy ?? []))];
const ACCOUNTS = ['111122223333', '444455556666'];
const REGIONS = ['us-east-1', 'eu-west-1'];
const BUCKET = 'arn:aws:s3:::ledger';
const USER = 'arn:aws:iam::111122223333:user/ada';
const TRAIL = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit';

const finding = fc
  .record({
    check: fc.constantFrom(...CHECKS),
    account: fc.constantFrom(...ACCOUNTS),
    region: fc.constantFrom(...REGIONS, 'global'),
    arn: fc.constantFrom(BUCKET, USER, TRAIL, 'arn:aws:s3:::other'),
    evidence: fc.dictionary(
      fc.constantFrom('bucket', 'policy', 'trail', 'region'),
      fc.constantFrom(BUCKET, TRAIL, 'quick-fix', ...REGIONS),
    ),
  })
  .map(({ check, arn, ...rest }) =>
    aFinding({
      ...rest,
      check: check.id,
      resource: { type: check.resource, id: 'ledger', arn, name: null, tags: null },
    }),
  );

const touched = fc.constantFrom<TouchedResource>(
  { type: 'AWS::S3::Bucket', id: 'ledger', arn: BUCKET },
  { type: 'AWS::IAM::User', id: 'ada', arn: null },
  { type: 'AWS::CloudTrail::Trail', id: 'audit', arn: TRAIL },
  { type: 'AWS::IAM::ManagedPolicy', id: 'quick-fix', arn: null },
);
const change = fc.record<TrailChange>({
  change: fc.constantFrom(...CHANGES),
  touched: fc.array(touched, { maxLength: 2 }),
  parts: fc.constantFrom<readonly string[]>([], ['grant:quick-fix'], ['grant:harmless']),
  event: fc
    .record({
      eventId: fc.uuid(),
      day: fc.integer({ min: 10, max: 19 }),
      account: fc.constantFrom(...ACCOUNTS),
      region: fc.constantFrom(...REGIONS),
      principal: fc.constantFrom(USER, 'arn:aws:iam::111122223333:root'),
    })
    .map(({ day, ...rest }) => ({ ...rest, time: `2026-11-${day}T10:00:00Z` }) as ChangeEvent),
});

/** Every change held against every finding, one after the other. */
function straightforward(of: Finding, changes: readonly TrailChange[]): Introduction {
  const found = changes
    .flatMap((each) => {
      const names = namesOf(of, each);
      return names === null ? [] : [{ event: each.event, names }];
    })
    .sort((a, b) => (`${a.event.time} ${a.event.eventId}` < `${b.event.time} ${b.event.eventId}` ? 1 : -1));
  const [first, ...earlier] = found;
  if (!first) return { kind: 'not-found', from: null, to: null };
  const events = earlier.slice(0, 10).map(({ event }) => event);
  return { kind: 'event', ...first, earlier: events, earlierCount: earlier.length };
}

/** What the event names, by which it made the finding; null: it did not. */
function namesOf({ check, resource, account, region, ...of }: Finding, each: TrailChange): string | null {
  if (!CHECKS.some(({ id, changedBy }) => id === check && changedBy?.includes(each.change))) return null;
  const evidence = evidenceNames(of.evidence, account);
  const own = new Set([...keysOfArn(resource.arn), placedKey(resource.type, resource.id, account, region)]);
  const { event } = each;
  const named = each.touched.find((some) =>
    keysOfTouched(some, event.account ?? '', event.region ?? '').some(
      (key) => own.has(key) || (isSubject(each, some) && evidence.keys.has(key)),
    ),
  );
  if (named && isPart(each, evidence)) return named.arn ?? named.id;
  const isWhole = standsForAll(resource.type) || concernsAll(each.change);
  return isWhole && event.account === account && isOfAccount(each, { region, ...evidence }) ? account : null;
}

test('many findings and changes at once as each by itself', () => {
  let [introduced, whole, many] = [0, 0, 0];
  fc.assert(
    fc.property(
      fc.array(finding, { minLength: 1, maxLength: 12 }),
      fc.array(change, { minLength: 1, maxLength: 400, size: 'max' }),
      (findings, changes) => {
        const attribution = new Attribution(findings, CHECKS);
        for (const each of changes) attribution.take(each);
        const answers = attribution.attributed([]).map(({ introducedBy }) => introducedBy);
        expect(answers).toEqual(findings.map((each) => straightforward(each, changes)));
        for (const each of answers) {
          if (each?.kind !== 'event') continue;
          introduced += 1;
          if (ACCOUNTS.includes(each.names)) whole += 1;
          else if (each.earlierCount > 10) many += 1;
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(introduced).toBeGreaterThan(50);
  expect(whole).toBeGreaterThan(10);
  expect(many).toBeGreaterThan(3);
});
