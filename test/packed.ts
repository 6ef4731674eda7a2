import type { Finding } from '../src/model/finding.ts';
import { type Beside, packFindings } from '../src/report/html/pack.ts';
import type { PackedReport } from '../src/report/html/packed-report.ts';

/** As the HTML report packs them, without a catalogue unless given. */
export function packedOf(findings: readonly Finding[], beside: Partial<Beside> = {}): PackedReport {
  return packFindings(findings, { checks: [], accountNames: new Map(), ...beside });
}
