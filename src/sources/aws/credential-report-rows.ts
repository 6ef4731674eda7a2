import type { CredentialReportRow } from '../../model/resources/iam.ts';
import { isoTime } from './mapping.ts';

type Cells = Readonly<Record<string, string | undefined>>;

/**
 * The rows of IAM's credential report. Columns are found by their names, since AWS adds new ones at the end.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function credentialReportRows(csv: string): readonly CredentialReportRow[] {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  const columns = header.split(',');
  return lines.map((line) => toRow(cellsOf(line, columns)));
}

/**
 * Not a plain split: a user's name and its ARN may hold commas (no other column can), and AWS does not say whether it
 * quotes them then. The ARN's beginning ends the name, and the other columns are counted from the end, which is right
 * either way. A quote could only be part of a path, which nothing reads.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
function cellsOf(line: string, columns: readonly string[]): Cells {
  const cells = line.replaceAll('"', '').split(',');
  const arnAt = cells.findIndex((cell) => /^arn:[^:]*:iam::/.test(cell));
  const surplus = cells.length - columns.length;
  if (surplus <= 0 || arnAt < 1) return named(columns, cells);
  const restAt = 2 + surplus;
  const user = cells.slice(0, arnAt).join(',');
  const arn = cells.slice(arnAt, restAt).join(',');
  return named(columns, [user, arn, ...cells.slice(restAt)]);
}

function named(columns: readonly string[], cells: readonly string[]): Cells {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
}

function toRow(cells: Cells): CredentialReportRow {
  return {
    user: cells['user'] ?? '',
    arn: cells['arn'] ?? '',
    userCreationTime: timeIn(cells['user_creation_time']) ?? '',
    passwordEnabled: answerIn(cells['password_enabled']),
    passwordLastUsed: timeIn(cells['password_last_used']),
    passwordLastChanged: timeIn(cells['password_last_changed']),
    mfaActive: answerIn(cells['mfa_active']) ?? false,
    accessKeys: ['1', '2'].map((slot) => accessKey(cells, `access_key_${slot}`)),
    certificates: ['1', '2'].map((slot) => ({
      active: answerIn(cells[`cert_${slot}_active`]) ?? false,
      lastRotated: timeIn(cells[`cert_${slot}_last_rotated`]),
    })),
  };
}

function accessKey(cells: Cells, slot: string): CredentialReportRow['accessKeys'][number] {
  return {
    active: answerIn(cells[`${slot}_active`]) ?? false,
    lastRotated: timeIn(cells[`${slot}_last_rotated`]),
    lastUsedDate: timeIn(cells[`${slot}_last_used_date`]),
    lastUsedService: textIn(cells[`${slot}_last_used_service`]),
  };
}

/** `N/A`, `no_information` and `not_supported` are no answers. */
const NO_ANSWER = new Set(['', 'n/a', 'no_information', 'not_supported']);

function textIn(cell: string | undefined): string | null {
  return cell === undefined || NO_ANSWER.has(cell.toLowerCase()) ? null : cell;
}

function timeIn(cell: string | undefined): string | null {
  return isoTime(textIn(cell) ?? undefined);
}

function answerIn(cell: string | undefined): boolean | null {
  const text = textIn(cell)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}
