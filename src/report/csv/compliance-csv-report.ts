import type { Assessment } from '../../model/assessment.ts';
import type { FrameworkResult, RequirementResult } from '../../model/compliance.ts';
import type { Pieces } from '../pieces.ts';
import { type CsvColumns, csvTable } from './csv-table.ts';

interface Row {
  readonly framework: FrameworkResult;
  readonly requirement: RequirementResult;
}

const COLUMNS: CsvColumns<Row> = {
  framework: ({ framework }) => framework.id,
  requirement: ({ requirement }) => requirement.id,
  title: ({ requirement }) => requirement.title,
  section: ({ requirement }) => requirement.section,
  level: ({ requirement }) => String(requirement.level ?? ''),
  assessment: ({ requirement }) => requirement.assessment ?? '',
  state: ({ requirement }) => requirement.state,
  coverage: ({ requirement }) => requirement.coverage,
  worst: ({ requirement }) => requirement.worst ?? '',
  fail: ({ requirement }) => String(requirement.fail),
  unknown: ({ requirement }) => String(requirement.unknown),
  pass: ({ requirement }) => String(requirement.pass),
  suppressed: ({ requirement }) => String(requirement.suppressed),
  failing_accounts: ({ requirement }) => requirement.failingAccounts.join('; '),
  checks: ({ requirement }) => requirement.checks.join('; '),
  why: ({ requirement }) => requirement.why ?? '',
  note: ({ requirement }) => requirement.note ?? '',
};

/** For a spreadsheet: a requirement a row, of every framework that was asked for. */
export function complianceCsvReport({ frameworks = [] }: Assessment): Pieces {
  const rows = frameworks.flatMap((framework) =>
    framework.requirements.map((requirement) => ({ framework, requirement })),
  );
  return csvTable(COLUMNS, rows);
}
