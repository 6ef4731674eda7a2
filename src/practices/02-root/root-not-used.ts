import { hasRootUser } from '../../inventory/root-user.ts';
import { daysBetween, latestTime } from '../../model/days.ts';
import { type Reading, read, unread } from '../../model/reading.ts';
import type { CredentialReport, CredentialReportRow } from '../../model/resources/iam.ts';
import type { TrailFacts } from '../../model/trail-change.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

const CALL = 'iam:GetCredentialReport';

/** AWS makes a new report every four hours at most; an older one than a day was kept, not asked for. */
const STALE_DAYS = 1;

/**
 * Among AWS's answers the credential report alone tells the root user's last use, of password and keys. It may be four hours old, which
 * days do not feel; `generatedTime` says how far the verdict reaches.
 * A trail tells what was done, too: its events show a use, their absence shows none, for it need not have all.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export const rootNotUsed = defineCheck({
  id: 'root-not-used',
  title: 'The root user is not in use',
  practice: 2,
  severity: 'medium',
  resource: 'AWS::::Account',
  reads: ['iam:GenerateCredentialReport', CALL],
  changedBy: ['signin:ConsoleLogin'],
  controls: [
    'cis-aws-1.4.0:1.7',
    'cis-aws-1.5.0:1.7',
    'cis-aws-2.0.0:1.7',
    'cis-aws-3.0.0:1.7',
    'cis-aws-4.0.0:1.7',
    'cis-aws-5.0.0:1.6',
    'cis-aws-6.0.0:2.6',
    'cis-aws-7.0.0:2.7',
    'nist-800-53-r5:AC-6(2)',
    'iso-27001-2022:A.8.2',
  ],
  equivalents: ['prowler:iam_avoid_root_usage'],
  rationale:
    'Work done as root cannot be limited or told apart by person, and brings its password where it can be stolen.',
  remediation:
    'Give the people who used it a role with what they need; keep the root user for what only it can do.',
  fix: {
    cli: dedented(`
      # Who did what: the events of the root user in the last 90 days. Give that work a role of its own
      aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=root --region us-east-1`),
    terraform: null,
  },
  evaluate(account, { inventory, asOf, settings, trail }) {
    const { id } = account;
    if (!hasRootUser(account)) return notApplicable();
    const limit = settings.rootUnusedDays;
    const seen = seenInTrail(id, trail, asOf, limit);
    if (seen) return seen;
    const report = inventory.one('AWS::IAM::CredentialReport', id);
    const row = rootRow(report);
    if (row.status === 'unread' || report.status === 'unread') return unknown([report, row]);
    const { generatedTime } = report.value;
    const lastUsed = lastUseOf(row.value);
    const evidence = { generatedTime, ...lastUsed, unusedDaysLimit: limit };
    const idle = lastUsed.latest === null ? null : daysBetween(lastUsed.latest, asOf, CALL);
    if (idle?.status === 'unread') return unknown(idle, evidence);
    if (idle && idle.value < limit)
      return fail(`The root user of ${id} was used ${counted(idle.value, 'day')} ago.`, evidence);
    const age = daysBetween(generatedTime, asOf, CALL);
    if (age.status === 'unread') return unknown(age, evidence);
    if (age.value >= STALE_DAYS) return unknown(stale(age.value), evidence);
    const since = idle ? `was last used ${counted(idle.value, 'day')} ago` : 'has no recorded use';
    return pass(`The root user of ${id} ${since}.`, evidence);
  },
});

const MOST_CALLS = 20;

function seenInTrail(id: string, trail: TrailFacts | undefined, asOf: string, limit: number): Outcome | null {
  const calls = trail?.rootUses.find(({ account }) => account === id)?.calls ?? [];
  const recent = calls.filter(({ last }) => {
    const idle = daysBetween(last, asOf, CALL);
    return idle.status === 'read' && idle.value < limit;
  });
  const [latest] = recent;
  if (!latest) return null;
  const shown = recent.slice(0, MOST_CALLS).map((each) => ({ ...each }));
  const evidence = {
    calls: shown,
    differentCalls: recent.length,
    latest: latest.last,
    unusedDaysLimit: limit,
  };
  const others = recent.length > 1 ? ` and ${counted(recent.length - 1, 'other call')}` : '';
  return fail(
    `The root user of ${id} was used on ${latest.last.slice(0, 10)}, as the trail shows: ${latest.call}${others}.`,
    evidence,
  );
}

function rootRow(report: Reading<CredentialReport>): Reading<CredentialReportRow> {
  if (report.status === 'unread') return report;
  const row = report.value.rows.find(({ user }) => user === '<root_account>');
  return row ? read(row) : unread(CALL, 'MissingRow: the report has no row of the root user');
}

function lastUseOf(row: CredentialReportRow) {
  const accessKeyLastUsed = latestTime(row.accessKeys.map((key) => key.lastUsedDate));
  const { passwordLastUsed } = row;
  return { passwordLastUsed, accessKeyLastUsed, latest: latestTime([passwordLastUsed, accessKeyLastUsed]) };
}

function stale(days: number): Reading<never> {
  return unread(
    CALL,
    `StaleReport: the report is ${counted(days, 'day')} old, and the root user may have been used since`,
  );
}
