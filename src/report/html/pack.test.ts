import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findings } from '../../../test/arbitrary-findings.ts';
import { aFinding } from '../../../test/builders/finding.ts';
import { packedOf } from '../../../test/packed.ts';
import { Findings } from './client/findings.ts';
import { packEvidence } from './pack.ts';
import { EVIDENCE_CHUNK, type PackedReport, shownStatus } from './packed-report.ts';

/** As the page gets it: through JSON. */
function unpacked(packed: PackedReport): Findings {
  return new Findings(JSON.parse(JSON.stringify(packed)) as PackedReport);
}

test('every finding comes out of the pack as it went in', () => {
  fc.assert(
    fc.property(findings, (list) => {
      const read = unpacked(packedOf(list));
      expect(read.count).toBe(list.length);
      list.forEach((finding, row) => {
        const { check, resource, gaps, controls, suppression, introduction, ...shown } = read.at(row);
        const { id, account, region, severity, summary } = finding;
        expect(shown).toEqual({ row, id, account, region, severity, summary, status: shownStatus(finding) });
        const { title, practice, remediation } = finding;
        expect(check).toEqual({ id: finding.check, title, practice, remediation, facts: null });
        expect(controls).toEqual(finding.controls);
        expect(resource).toEqual({
          ...finding.resource,
          tags: finding.resource.tags && Object.entries(finding.resource.tags),
        });
        expect(gaps).toEqual(finding.unread.map(({ call, why }) => ({ call, why })));
        expect(suppression).toEqual(finding.suppressed ?? null);
        expect(introduction).toEqual(finding.introducedBy ?? null);
        expect(read.rowOf(id)).toBe(row);
      });
    }),
  );
});

test('who introduced a failure comes out as it went in, a window that many share kept once', () => {
  const window = { kind: 'not-found', from: '2026-09-01T10:00:00Z', to: null } as const;
  const list = [
    aFinding({ introducedBy: window }),
    aFinding({ introducedBy: { ...window } }),
    aFinding({ introducedBy: { kind: 'by-no-event' } }),
    aFinding({ status: 'pass' }),
  ];
  const packed = packedOf(list);
  expect(packed.introductions).toHaveLength(2);
  const read = unpacked(packed);
  const told = list.map((_, row) => read.at(row).introduction);
  expect(told).toEqual(list.map(({ introducedBy }) => introducedBy ?? null));
});

test('evidence goes in chunks, that of passes is left out', () => {
  const list = Array.from({ length: EVIDENCE_CHUNK + 1 }, (_, index) =>
    aFinding({ status: index % 2 ? 'pass' : 'fail', evidence: { index } }),
  );
  const chunks = [...packEvidence(list)];
  expect(chunks.map((each) => each.length)).toEqual([EVIDENCE_CHUNK, 1]);
  expect(chunks[0]?.slice(0, 3)).toEqual([{ index: 0 }, 0, { index: 2 }]);
  expect(chunks[1]).toEqual([{ index: EVIDENCE_CHUNK }]);
});

test('a check brings its rationale, reads and fix where the catalogue is given', () => {
  const facts = {
    id: 's3-bucket-versioning',
    rationale: 'Deleted is deleted.',
    reads: ['s3:GetBucketVersioning'],
    fix: { cli: 'aws …', terraform: null },
  };
  const { id: _, ...own } = facts;
  expect(packedOf([aFinding()], { checks: [facts] }).checks[0]?.facts).toEqual(own);
});

test('sentences that differ in the name alone are kept once', () => {
  const list = ['ledger', 'parcels', 'depots'].map((id) =>
    aFinding({ summary: `Bucket ${id} keeps no versions.`, resource: { ...aFinding().resource, id } }),
  );
  expect(packedOf(list).summaries).toHaveLength(1);
});

test('data that miss an entry are refused, not shown as something else', () => {
  const packed = packedOf([aFinding()]);
  expect(() => new Findings({ ...packed, accounts: [] }).at(0)).toThrow(/damaged/);
});
