import {
  type FrameworkResult,
  REQUIREMENT_STATES,
  type RequirementResult,
} from '../../../model/compliance.ts';
import { STATE_NAMES } from '../../requirement-state-name.ts';
import { html, type Markup } from '../markup.ts';
import type { SectionMaker } from './section.ts';
import { counted, findingsWith, number } from './words.ts';

/** Every requirement of the frameworks that were asked for, in the order of the framework. */
export const complianceSection: SectionMaker = ({ frameworks = [] }) => {
  if (frameworks.length === 0) return null;
  return {
    view: 'compliance',
    title: 'Compliance',
    badge: frameworks.reduce((sum, { counts }) => sum + counts['not-met'], 0) || null,
    body: html`<h1 class="title">Compliance</h1>
<p class="lead">What the findings tell of each requirement. Met in part: what was looked at passes, and the remark names what was not. Excepted: all failures are suppressed. Titles are Rampart's own words.</p>
${frameworks.map(frameworkCard)}`,
  };
};

function frameworkCard(framework: FrameworkResult): Markup {
  const { id, title, scope, counts, requirements } = framework;
  const totals = REQUIREMENT_STATES.filter((state) => counts[state] > 0).map(
    (state) =>
      html`<li class="${state}"><b>${number(counts[state])}</b> ${STATE_NAMES[state].toLowerCase()}</li>`,
  );
  const sections = [...Map.groupBy(requirements, ({ section }) => section)];
  return html`<section class="framework" id="framework-${id}"><h2>${title} <span class="count">${id}</span></h2>
<p class="note">${counted(requirements.length, 'requirement')}. ${scope}</p>
<ul class="totals">${totals}</ul>
<div class="scroll card" tabindex="0" role="region" aria-label="${title}"><table class="requirements">
<caption>Requirements <span class="count">${number(requirements.length)}</span></caption>
<thead><tr><th scope="col">State</th><th scope="col">No.</th><th scope="col">Requirement</th><th scope="col">Worst</th><th scope="col" class="n">fail</th><th scope="col" class="n">unknown</th><th scope="col" class="n">pass</th><th scope="col" class="n">suppressed</th></tr></thead>
${sections.map(
  ([section, group]) => html`<tbody><tr><th scope="rowgroup" colspan="8" class="group">${section}</th></tr>
${group.map((each) => requirementRow(each, `${id}:${each.id}`))}</tbody>
`,
)}</table></div></section>
`;
}

function requirementRow(requirement: RequirementResult, control: string): Markup {
  const { id, title, state, worst, checks, level, assessment, why, note } = requirement;
  const rank = level === undefined ? null : `Level ${level}, ${assessment ?? ''}.`;
  const remarks = [rank, why, note].filter((each) => each !== null).join(' ');
  const numbers = checks.length === 0 ? html`<td colspan="4"></td>` : countCells(requirement, control);
  return html`<tr class="${state}"><td><span class="state">${STATE_NAMES[state]}</span></td><td class="id">${id}</td><th scope="row">${title}${remarks === '' ? null : html`<div class="note">${remarks}</div>`}${checks.length === 0 ? null : html`<div class="note id">${checks.join(', ')}</div>`}</th><td>${worst === null ? null : html`<span class="sev ${worst}">${worst}</span>`}</td>${numbers}</tr>
`;
}

/** By numbers of its own a requirement may be broken by findings that pass: those no filter tells apart. */
function countCells(requirement: RequirementResult, control: string): Markup {
  const { fail, unknown, pass, suppressed, failures } = requirement;
  const cell = (count: number, status: string): Markup => {
    const shown = count === 0 ? html`<span class="nought">0</span>` : html`${number(count)}`;
    const isLinked = count > 0 && failures === undefined && status !== 'pass';
    return html`<td class="n">${isLinked ? html`<a href="${findingsWith({ status, control })}">${shown}</a>` : shown}</td>`;
  };
  return html`${cell(fail, 'fail')}${cell(unknown, 'unknown')}${cell(pass, 'pass')}${cell(suppressed, 'suppressed')}`;
}
