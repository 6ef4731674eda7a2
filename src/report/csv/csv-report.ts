import type { Assessment } from '../../model/assessment.ts';
import type { Finding } from '../../model/finding.ts';
import type { ChangeEvent } from '../../model/trail-change.ts';
import { introductionText } from '../introduction/introduction-text.ts';
import type { Pieces } from '../pieces.ts';
import { type CsvColumns, csvTable } from './csv-table.ts';

const COLUMNS: CsvColumns<Finding> = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  check: ({ check }) => check,
  practice: ({ practice }) => String(practice),
  title: ({ title }) => title,
  account: ({ account }) => account,
  region: ({ region }) => region,
  resource_type: ({ resource }) => resource.type,
  resource_id: ({ resource }) => resource.id,
  resource_name: ({ resource }) => resource.name ?? '',
  resource_arn: ({ resource }) => resource.arn,
  resource_tags: ({ resource }) => (resource.tags ? JSON.stringify(resource.tags) : ''),
  summary: ({ summary }) => summary,
  evidence: ({ evidence }) => JSON.stringify(evidence),
  unread: ({ unread }) => unread.map(({ call, why }) => `${call}: ${why}`).join('; '),
  controls: ({ controls }) => controls.join('; '),
  remediation: ({ remediation }) => remediation,
  suppressed_by: ({ suppressed }) => suppressed?.rule ?? '',
  suppressed_reason: ({ suppressed }) => suppressed?.reason ?? '',
  suppressed_until: ({ suppressed }) => suppressed?.expires ?? '',
  introduced: ({ introducedBy }) => (introducedBy ? introductionText(introducedBy) : ''),
  introduced_at: (finding) => introducing(finding)?.time ?? '',
  introduced_by: (finding) => introducing(finding)?.principal ?? '',
  introduced_session: (finding) => introducing(finding)?.sessionName ?? '',
  introduced_call: (finding) => introducing(finding)?.name ?? '',
  introduced_from: (finding) => introducing(finding)?.sourceIpAddress ?? '',
  introduced_with: (finding) => introducing(finding)?.userAgent ?? '',
  introduced_event: (finding) => introducing(finding)?.eventId ?? '',
  introduced_file: (finding) => introducing(finding)?.file ?? '',
};

function introducing({ introducedBy }: Finding): ChangeEvent | null {
  return introducedBy?.kind === 'event' ? introducedBy.event : null;
}

/** For a spreadsheet: a finding a row. */
export function csvReport({ findings }: Assessment): Pieces {
  return csvTable(COLUMNS, findings);
}
