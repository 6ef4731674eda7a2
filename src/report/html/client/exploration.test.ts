import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findings } from '../../../../test/arbitrary-findings.ts';
import { packedOf } from '../../../../test/packed.ts';
import type { Finding } from '../../../model/finding.ts';
import { type Choice, GROUPINGS, INITIAL, NOTHING_PICKED, SORTS } from './choice.ts';
import { Explorer, neighbourOf, placeOf } from './exploration.ts';
import { Findings } from './findings.ts';
import { Search, searchedParts } from './search.ts';

function explorerOf(list: readonly Finding[]): Explorer {
  const packed = packedOf(list);
  return new Explorer(packed, new Search(searchedParts(new Findings(packed)), list.length));
}

const choices: fc.Arbitrary<Choice> = fc
  .record({
    group: fc.constantFrom(...GROUPINGS),
    sort: fc.constantFrom(...SORTS),
    descending: fc.boolean(),
    text: fc.constantFrom('', ' ', 'ledger', 'no such word'),
    picked: fc.constantFrom(INITIAL.picked, NOTHING_PICKED),
  })
  .map((some) => ({ ...INITIAL, ...some }));

test('what was answered before does not change the answer', () => {
  fc.assert(
    fc.property(findings, fc.array(choices, { minLength: 1, maxLength: 6 }), (list, asked) => {
      const explorer = explorerOf(list);
      for (const choice of asked) expect(explorer.explore(choice)).toEqual(explorerOf(list).explore(choice));
    }),
  );
});

test('from neighbour to neighbour through the whole list, and back', () => {
  fc.assert(
    fc.property(findings, choices, (list, choice) => {
      const { groups, selection } = explorerOf(list).explore(choice);
      const rows = groups.flatMap((group) => [...group.rows]);
      expect(rows).toHaveLength(selection.count);
      rows.forEach((row, at) => {
        expect(neighbourOf(groups, row, 1)).toBe(rows[at + 1] ?? null);
        expect(neighbourOf(groups, row, -1)).toBe(rows[at - 1] ?? null);
        const place = placeOf(groups, row);
        expect(groups[place?.block ?? -1]?.rows[place?.index ?? -1]).toBe(row);
      });
      expect(neighbourOf(groups, 1_000_000, 1)).toBeNull();
    }),
  );
});

test('the same choice gives the same list, so that a list is not drawn anew for nothing', () => {
  const explorer = explorerOf([]);
  expect(explorer.explore(INITIAL)).toBe(explorer.explore({ ...INITIAL, finding: 'x', folded: true }));
});
