import type { Assessment, PracticeSummary } from '../../model/assessment.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { CLIENT_SCRIPT } from './client-script.ts';
import { escapeHtml, jsonForScript } from './escape.ts';
import { reportData } from './report-data.ts';
import { STYLE } from './style.ts';

/** One self-contained file: no request leaves it, which its own content policy enforces. */
export function htmlReport(assessment: Assessment): string {
  const { asOf, accounts } = assessment;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Rampart: ${accounts.map((each) => escapeHtml(each.account)).join(', ')}, ${escapeHtml(asOf.slice(0, 10))}</title>
<style>${STYLE}</style>
</head>
<body>
${header(assessment)}
<main>
${notices(assessment)}
${practiceTable(assessment.summary.practices)}
<h2>Findings</h2>
${filters(assessment.summary.practices)}
<p id="count" class="none" aria-live="polite"></p>
<div id="findings"></div>
${coverage(assessment)}
</main>
<script type="application/json" id="data">${jsonForScript(reportData(assessment))}</script>
<script>${CLIENT_SCRIPT}</script>
</body>
</html>
`;
}

function header({ accounts, asOf, summary, tool }: Assessment): string {
  const names = accounts.map((each) => each.account).join(', ');
  return `<header>
<h1>Twelve practices, kept or broken</h1>
<p class="facts">${escapeHtml(names)} · as of ${escapeHtml(asOf.slice(0, 16).replace('T', ' '))} UTC · ${number(summary.resources)} resources, ${number(summary.checks)} checks · ${escapeHtml(tool.name)} ${escapeHtml(tool.version)}</p>
<ul class="totals">
<li class="failed"><b>${number(summary.fail)}</b>fail</li>
<li class="unsure"><b>${number(summary.unknown)}</b>unknown</li>
<li class="passed"><b>${number(summary.pass)}</b>pass</li>
${SEVERITIES.slice(0, 3)
  .map((each) => `<li class="${each}"><b>${number(summary.bySeverity[each])}</b>${each}</li>`)
  .join('\n')}
</ul>
</header>`;
}

function notices({ coverage: covered, errors }: Assessment): string {
  const said = [
    ...(covered.complete ? [] : [`This assessment is incomplete: ${covered.incompleteReason ?? ''}.`]),
    ...covered.notEntered.map(
      (each) => `Account ${each.account} could not be entered by ${each.roleArn}: ${each.why}.`,
    ),
    ...errors.slice(0, 20).map((each) => `Check ${each.check} crashed on ${each.resource}: ${each.message}.`),
  ];
  return said.map((text) => `<p class="notice">${escapeHtml(text)}</p>`).join('\n');
}

function practiceTable(practices: readonly PracticeSummary[]): string {
  const rows = practices.map(
    ({ practice, title, fail, unknown, pass, worst }) =>
      `<tr${fail + unknown + pass === 0 ? ' class="unjudged" title="nothing here was judged"' : ''}><td>${practice}</td><td><a href="#practice=${practice}&amp;status=fail" data-practice="${practice}">${escapeHtml(title)}</a></td><td class="${fail > 0 ? 'failed' : ''}">${number(fail)}</td><td>${number(unknown)}</td><td class="wide">${number(pass)}</td><td class="${worst ?? ''}">${worst ?? ''}</td></tr>`,
  );
  return `<h2>Practices</h2>
<table>
<thead><tr><th scope="col"></th><th scope="col">Practice</th><th scope="col">Fail</th><th scope="col">Unknown</th><th scope="col" class="wide">Pass</th><th scope="col">Worst</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function filters(practices: readonly PracticeSummary[]): string {
  const option = (value: string, text: string): string =>
    `<option value="${value}">${escapeHtml(text)}</option>`;
  const practiceOptions = practices
    .map(({ practice, title }) => option(String(practice), `${practice}. ${title}`))
    .join('');
  return `<div class="filters">
<label>Status<select id="status">${option('fail', 'fail')}${option('unknown', 'unknown')}${option('pass', 'pass')}${option('', 'all')}</select></label>
<label>Severity<select id="severity">${option('', 'all')}${SEVERITIES.map((each) => option(each, each)).join('')}</select></label>
<label>Practice<select id="practice">${option('', 'all')}${practiceOptions}</select></label>
<label>Account<select id="account">${option('', 'all')}</select></label>
<label class="wide">Resource, check or words<input id="text" type="search" autocomplete="off"></label>
</div>`;
}

function coverage({ coverage: covered }: Assessment): string {
  const denied = covered.denied.map(
    ({ call, account, regions, why }) =>
      `<li>${escapeHtml(call)} in ${escapeHtml(account)} (${escapeHtml(regions.join(', '))}): ${escapeHtml(why)}</li>`,
  );
  const skipped = covered.skipped.map(
    ({ account, region, why }) =>
      `<li>${escapeHtml(region)} of ${escapeHtml(account)}: ${escapeHtml(why)}</li>`,
  );
  return `<footer><h2>Coverage</h2>
<p>${number(covered.calls)} calls in ${escapeHtml(covered.regions.join(', '))}.</p>
${denied.length > 0 ? `<p>Not answered, so that what hangs on them is unknown:</p><ul>${denied.join('')}</ul>` : '<p>Every call was answered.</p>'}
${skipped.length > 0 ? `<p>Regions not read:</p><ul>${skipped.join('')}</ul>` : ''}
</footer>`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
