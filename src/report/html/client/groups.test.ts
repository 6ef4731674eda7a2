import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findings } from '../../../../test/arbitrary-findings.ts';
import { packedOf } from '../../../../test/packed.ts';
import { SEVERITIES } from '../../../model/finding.ts';
import { SHOWN_STATUSES } from '../packed-report.ts';
import { SORTS } from './choice.ts';
import { FACET_NAMES, facetsOf } from './facets.ts';
import { Findings } from './findings.ts';
import { groupsOf, selectedRows, worstFirst } from './groups.ts';
import { Orders } from './order.ts';

test('an order holds every row once and rises by its key; open failures first and worst first within', () => {
  fc.assert(
    fc.property(findings, fc.constantFrom(...SORTS), fc.boolean(), (list, sort, descending) => {
      const packed = packedOf(list);
      const shown = new Findings(packed);
      const rows = [...new Orders(packed).by(sort, descending)];
      expect(rows.toSorted((a, b) => a - b)).toEqual(list.map((_, row) => row));
      const worst = (row: number): number =>
        SHOWN_STATUSES.indexOf(shown.at(row).status) * 10 + SEVERITIES.indexOf(shown.at(row).severity);
      const keyOf = (row: number): string | number => {
        const { resource, account, region, check } = shown.at(row);
        const keys = {
          resource: (resource.name ?? resource.id).toLowerCase(),
          account,
          region,
          check: check.id,
          practice: check.practice,
        };
        return sort === 'severity' ? SHOWN_STATUSES.indexOf(shown.at(row).status) : keys[sort];
      };
      rows.slice(1).forEach((row, index) => {
        const before = rows[index] ?? 0;
        const [a, b] = [keyOf(before), keyOf(row)];
        if (sort === 'severity') {
          expect(a <= b).toBe(true);
          if (a === b)
            expect(descending ? worst(before) >= worst(row) : worst(before) <= worst(row)).toBe(true);
        } else {
          expect(descending ? a >= b : a <= b).toBe(true);
          if (a === b) expect(worst(before)).toBeLessThanOrEqual(worst(row));
        }
      });
    }),
  );
});

test('groups part the rows: each row in one, in the order of the list', () => {
  fc.assert(
    fc.property(findings, fc.constantFrom(...FACET_NAMES), (list, name) => {
      const packed = packedOf(list);
      const order = new Orders(packed).by('severity', false);
      const groups = groupsOf(order, facetsOf(packed)[name], packed.findings);
      const rows = groups.flatMap((group) => [...group.rows]);
      expect(rows.toSorted((a, b) => a - b)).toEqual(list.map((_, row) => row));
      for (const group of groups) {
        const places = [...group.rows].map((row) => order.indexOf(row));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        const open = [...group.rows].filter((row) => packed.findings.status[row] !== 2);
        expect(group.bySeverity.reduce((sum, each) => sum + each, 0)).toBe(open.length);
      }
      expect(new Set(groups.map((group) => group.key)).size).toBe(groups.length);
      expect(new Set(worstFirst(groups, packed.findings))).toEqual(new Set(groups));
    }),
  );
});

test('the group with the worst finding leads; of equals, the one with more of them', () => {
  const packed = packedOf([]);
  const columns = { ...packed.findings, status: [0, 0, 0, 0, 2], severity: [1, 1, 1, 2, 0] };
  const group = (key: string, ...rows: number[]) => ({
    key,
    rows: Int32Array.from(rows),
    bySeverity: new Int32Array(),
  });
  const given = [group('passes', 4), group('one high', 0, 3), group('medium', 3), group('two high', 1, 2)];
  expect(worstFirst(given, columns).map((each) => each.key)).toEqual([
    'two high',
    'one high',
    'medium',
    'passes',
  ]);
});

test('selected rows keep the order', () => {
  expect([...selectedRows(Int32Array.of(3, 1, 0, 2), Uint8Array.of(1, 0, 1, 1), 3)]).toEqual([3, 0, 2]);
});
