import type { Assessment, AssessmentSummary } from '../../../model/assessment.ts';
import { SEVERITIES } from '../../../model/finding.ts';
import { html, type Markup } from '../markup.ts';
import { stateOf, type Tally } from '../tally.ts';
import { accountMatrix } from './account-matrix.ts';
import { complianceCard } from './compliance-card.ts';
import { notices } from './notices.ts';
import { practiceTable } from './practices.ts';
import type { SectionMaker } from './section.ts';
import { accountNames, counted, findingsWith, minute, number } from './words.ts';

/** The first screen: which practices are kept, what to mend first, and how much of it all was seen. */
export const overviewSection: SectionMaker = (assessment, tally) => ({
  view: 'overview',
  title: 'Overview',
  badge: null,
  body: html`<div class="verdict">
<h1>${headline(assessment.summary)}</h1>
<p class="facts">${facts(assessment)}</p>
</div>
${notices(assessment)}
${tallyBar(assessment.summary)}
<div class="columns">
<div class="main-column">
<div class="card">${practiceTable(assessment.summary, tally)}</div>
${accountMatrix(tally, accountNames(assessment))}
</div>
<div class="side">
${coverageCard(assessment)}
${mendFirst(tally)}
${suppressionCard(assessment)}
${complianceCard(assessment.frameworks ?? [])}
</div>
</div>`,
});

export function headline({ practices }: AssessmentSummary): string {
  const states = practices.map(stateOf);
  const count = (wanted: string): number => states.filter((state) => state === wanted).length;
  const [broken, unproved] = [count('broken'), count('unproved')];
  const judged = practices.length - count('unjudged');
  const [all, of] =
    judged === practices.length
      ? ['twelve practices', 'the twelve practices']
      : [`${judged} practices judged`, `${judged} practices judged`];
  if (judged === 0) return 'Nothing was judged';
  if (broken === judged) return judged === 1 ? 'The practice judged is broken' : `All ${all} are broken`;
  if (broken > 0) return `${broken} of ${of} ${broken === 1 ? 'is' : 'are'} broken`;
  if (unproved > 0) return `None of ${of} is shown broken; ${unproved} could not be proved`;
  const suppressed = count('suppressed');
  if (suppressed > 0)
    return `None of ${of} has an open failure; ${suppressed} only because failures are suppressed`;
  return judged === 1 ? 'The practice judged is kept' : `All ${all} are kept`;
}

function facts({ accounts, coverage, summary, asOf, tool }: Assessment): string {
  const [only] = accounts;
  return [
    accounts.length === 1 && only ? `account ${only.account}` : counted(accounts.length, 'account'),
    counted(coverage.regions.length, 'region'),
    counted(summary.resources, 'resource'),
    counted(summary.checks, 'check'),
    `as of ${minute(asOf)}`,
    `${tool.name} ${tool.version}`,
  ].join(' · ');
}

function tallyBar({ bySeverity, unknown, suppressed, pass }: AssessmentSummary): Markup {
  const figure = (count: number, label: string, target: string): Markup =>
    html`<li class="${label}"><a href="${target}"><b>${number(count)}</b> ${label}</a></li>`;
  return html`<ul class="tally" aria-label="Findings">
${SEVERITIES.map((severity) => figure(bySeverity[severity], severity, findingsWith({ severity })))}
${figure(unknown, 'unknown', findingsWith({ status: 'unknown' }))}
${figure(suppressed, 'suppressed', findingsWith({ status: 'suppressed' }))}
${figure(pass, 'passed', findingsWith({ status: 'pass' }))}
</ul>`;
}

const MEND_FIRST = 8;

function mendFirst({ brokenChecks }: Tally): Markup | null {
  if (brokenChecks.length === 0) return null;
  const item = ({ check, title, severity, fail }: Tally['brokenChecks'][number]): Markup =>
    html`<li><a href="${findingsWith({ check })}">${title}</a> <span class="sev ${severity}">${number(fail)} ${severity}</span></li>`;
  return html`<section class="card">
<h2>Mend first</h2>
<ol class="mend">
${brokenChecks.slice(0, MEND_FIRST).map(item)}
</ol>
${brokenChecks.length > MEND_FIRST ? html`<p class="note"><a href="#view=findings&amp;fold=all">All ${number(brokenChecks.length)} broken checks</a></p>` : null}
</section>`;
}

function coverageCard({ accounts, coverage, errors }: Assessment): Markup {
  const { calls, denied, skipped, notEntered, complete } = coverage;
  const unanswered = denied.reduce((sum, each) => sum + each.failed, 0);
  const asked = accounts.length + notEntered.length;
  const row = (name: string, value: string, isGap: boolean): Markup =>
    html`<div><dt>${name}</dt><dd${isGap ? html` class="gap"` : null}>${value}</dd></div>`;
  return html`<section class="card">
<h2><a href="#view=coverage">Coverage</a></h2>
<dl class="facts-list">
${row('Reading', complete ? 'ran to its end' : 'broke off', !complete)}
${row('Accounts', `${number(accounts.length)} of ${number(asked)} entered`, notEntered.length > 0)}
${row('Regions', skipped.length === 0 ? number(coverage.regions.length) : `${number(coverage.regions.length)}, ${number(skipped.length)} left out`, skipped.length > 0)}
${row('Calls', unanswered === 0 ? `${number(calls)}, all answered` : `${number(calls)}, ${number(unanswered)} without answer`, unanswered > 0)}
${errors.length > 0 ? row('Checks', `could not judge ${counted(errors.length, 'time')}`, true) : null}
</dl>
</section>`;
}

function suppressionCard({ suppressions, summary }: Assessment): Markup | null {
  if (suppressions.length === 0) return null;
  const count = (state: string): number => suppressions.filter((each) => each.state === state).length;
  const row = (name: string, value: number): Markup =>
    html`<div><dt>${name}</dt><dd${value > 0 && name !== 'In force' ? html` class="gap"` : null}>${number(value)}</dd></div>`;
  return html`<section class="card">
<h2><a href="#view=suppressions">Suppressions</a></h2>
<p class="note">${counted(suppressions.length, 'rule')}, which ${suppressions.length === 1 ? 'hides' : 'hide'} ${counted(summary.suppressed, 'failure')}.</p>
<dl class="facts-list">
${row('In force', count('active'))}
${row('Expired', count('expired'))}
${row('Match nothing', count('unmatched'))}
</dl>
</section>`;
}
