import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findings } from '../../../../test/arbitrary-findings.ts';
import { packedOf } from '../../../../test/packed.ts';
import type { Finding } from '../../../model/finding.ts';
import { shownStatus } from '../packed-report.ts';
import { type Choice, NOTHING_PICKED } from './choice.ts';
import { FACET_NAMES, type FacetName, facetsOf, LISTED_FACETS } from './facets.ts';
import { Findings } from './findings.ts';
import { Search, searchedParts } from './search.ts';
import { select } from './select.ts';

/** What each facet means, said of one finding. */
const KEYS: Readonly<Record<FacetName, (finding: Finding) => readonly string[]>> = {
  status: (each) => [shownStatus(each)],
  severity: (each) => [each.severity],
  practice: (each) => [String(each.practice)],
  account: (each) => [each.account],
  region: (each) => [each.region],
  type: (each) => [each.resource.type],
  check: (each) => [each.check],
  call: (each) => each.unread.map(({ call }) => call),
  control: (each) => each.controls,
  rule: (each) => (each.suppressed ? [each.suppressed.rule] : []),
  resource: (each) => [each.resource.arn],
};

const picks: fc.Arbitrary<Choice['picked']> = fc
  .record({
    status: fc.subarray(['fail', 'unknown', 'pass', 'suppressed']),
    severity: fc.subarray(['critical', 'high', 'info']),
    practice: fc.subarray(['1', '2', '12']),
    account: fc.subarray(['111111111111', '999999999999']),
    call: fc.subarray(['iam:GetRole', 's3:GetBucketPolicy']),
    control: fc.subarray(['cis-aws-5.0.0:1.1', 'pci-dss-4.0:2']),
    region: fc.subarray(['global']),
    rule: fc.subarray(['suppressions.yaml rule 1']),
  })
  .map((some) => ({ ...NOTHING_PICKED, ...some }));

function passes(finding: Finding, picked: Choice['picked'], name: FacetName): boolean {
  return picked[name].length === 0 || KEYS[name](finding).some((key) => picked[name].includes(key));
}

test('a finding is in when it has a picked key of every facet that has any', () => {
  fc.assert(
    fc.property(findings, picks, (list, picked) => {
      const { isIn, count } = select(facetsOf(packedOf(list)), picked, null);
      const expected = list.map((each) => FACET_NAMES.every((name) => passes(each, picked, name)));
      expect([...isIn].map(Boolean)).toEqual(expected);
      expect(count).toBe(expected.filter(Boolean).length);
    }),
  );
});

test('the number beside a key is what the list would show if it alone of its facet were picked', () => {
  fc.assert(
    fc.property(findings, picks, (list, picked) => {
      const facets = facetsOf(packedOf(list));
      const { counts } = select(facets, picked, null);
      for (const name of LISTED_FACETS) {
        facets[name].keys.forEach((key, index) => {
          const alone = select(facets, { ...picked, [name]: [key] }, null);
          expect(counts[name][index], `${name} ${key}`).toBe(alone.count);
        });
      }
    }),
    { numRuns: 50 },
  );
});

test('a search finds the findings that hold every word somewhere', () => {
  const words = fc.array(
    fc.oneof(
      fc.constantFrom('ledger', 'LEDGER', 'eu-', 'check-1', '1111', '\u0130', 'open', 'ΟΔΟΣ', '='),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(findings, words, (list, given) => {
      const hits = searchOf(list).hits(given.join(' '));
      const wanted = small(given.join(' '))
        .split(/\s+/)
        .filter((word) => word !== '');
      const expected = list.map((each) => {
        const texts = textsOf(each).map(small);
        return wanted.every((word) => texts.some((text) => text.includes(word)));
      });
      if (wanted.length === 0) expect(hits).toBeNull();
      else expect([...(hits ?? [])].map(Boolean)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

function searchOf(list: readonly Finding[]): Search {
  return new Search(searchedParts(new Findings(packedOf(list))), list.length);
}

function small(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

function textsOf({ summary, resource, check, title, account, region, id }: Finding): readonly string[] {
  const tags = Object.entries(resource.tags ?? {}).map(([key, value]) => `${key}=${value}`);
  const { arn, name, type } = resource;
  return [summary, id, arn, resource.id, name ?? '', type, ...tags, `${check} ${title}`, account, region];
}
