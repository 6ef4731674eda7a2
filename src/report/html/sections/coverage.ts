import type { Assessment, Coverage } from '../../../model/assessment.ts';
import { trailCoverageText } from '../../introduction/trail-coverage-text.ts';
import { html, type Markup } from '../markup.ts';
import type { SectionMaker } from './section.ts';
import { table } from './table.ts';
import { counted, findingsWith, number } from './words.ts';

/** What was asked of AWS, and what did not come: the measure of every "kept". */
export const coverageSection: SectionMaker = (assessment) => {
  const { coverage, accounts, errors, source, trail } = assessment;
  const { notEntered, denied, complete, incompleteReason } = coverage;
  return {
    view: 'coverage',
    title: 'Coverage',
    badge: notEntered.length + denied.length + errors.length || null,
    body: html`<h1 class="title">Coverage</h1>
<p class="lead">${counted(coverage.calls, 'call')} to ${counted(accounts.length, 'account')} in ${counted(coverage.regions.length, 'region')}, from ${source}. ${complete ? 'The reading ran to its end.' : `The reading broke off: ${incompleteReason ?? ''}.`} What gave no answer is unknown, never passed.</p>
${trail ? html`<p class="note">${trailCoverageText(trail)}</p>` : null}
${denied.length === 0 ? html`<p class="note">Every call was answered.</p>` : null}
${tables(assessment)}`,
  };
};

/** Gaps first. */
function tables({ coverage, accounts, errors }: Assessment): readonly (Markup | null)[] {
  const named = accounts.some((each) => each.name !== undefined);
  return [
    notEnteredTable(coverage),
    deniedTable(coverage),
    filled(
      'Checks that could not judge',
      [['Check', 'id'], ['Resource', 'id'], ['Message']],
      errors.map(({ check, resource, message }) => [check, resource, message]),
    ),
    filled(
      'Accounts read',
      [['Account', 'id'], ...(named ? [['Name'] as const] : []), ['As', 'id'], ['Regions']],
      accounts.map(({ account, name, callerArn, regions }) => [
        html`<a href="${findingsWith({ account })}">${account}</a>`,
        ...(named ? [name ?? ''] : []),
        callerArn,
        regions.join(', '),
      ]),
    ),
    filled(
      'Accounts left out',
      [['Account', 'id'], ['Name'], ['Why']],
      coverage.leftOut.map(({ account, name, why }) => [account, name, why]),
    ),
    filled(
      'Regions left out',
      [['Account', 'id'], ['Region'], ['Why']],
      coverage.skipped.map(({ account, region, why }) => [account, region, why]),
    ),
  ];
}

function notEnteredTable({ notEntered }: Coverage): Markup | null {
  return filled(
    'Accounts that could not be entered',
    [['Account', 'id'], ['Name'], ['Role', 'id'], ['Why']],
    notEntered.map(({ account, name, roleArn, why }) => [account, name ?? '', roleArn, why]),
  );
}

function deniedTable({ denied }: Coverage): Markup | null {
  return filled(
    'Calls without an answer',
    [['Call', 'id'], ['Account', 'id'], ['Regions'], ['Times', 'n'], ['Why']],
    denied.map(({ call, account, regions, failed, why }) => [
      html`<a href="${findingsWith({ status: 'unknown', call, account })}">${call}</a>`,
      account,
      regions.join(', '),
      number(failed),
      why,
    ]),
  );
}

function filled(...[caption, columns, rows]: Parameters<typeof table>): Markup | null {
  return rows.length === 0 ? null : table(caption, columns, rows);
}
