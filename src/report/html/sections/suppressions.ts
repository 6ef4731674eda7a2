import type { SuppressionUse } from '../../../model/assessment.ts';
import { type Content, html } from '../markup.ts';
import type { SectionMaker } from './section.ts';
import { table } from './table.ts';
import { counted, findingsWith, number } from './words.ts';

/** Every rule that was given, those that no longer do what their writer meant first. */
export const suppressionsSection: SectionMaker = ({ suppressions, summary }) => {
  if (suppressions.length === 0) return null;
  const rows = suppressions.toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
  return {
    view: 'suppressions',
    title: 'Suppressions',
    badge: suppressions.length,
    body: html`<h1 class="title">Suppressions</h1>
<p class="lead">Suppressed failures are failures: they are counted apart and break no pipeline. ${counted(summary.suppressed, 'failure')} ${summary.suppressed === 1 ? 'is' : 'are'} suppressed. An expired rule hides nothing.</p>
${table('Rules', [['State'], ['Rule', 'id'], ['Reason'], ['Until'], ['Failures', 'n']], rows.map(ruleRow))}`,
  };
};

const STATES: readonly SuppressionUse['state'][] = ['expired', 'unmatched', 'active'];
const WORDS: Readonly<Record<SuppressionUse['state'], string>> = {
  expired: 'expired',
  unmatched: 'matches nothing',
  active: 'in force',
};

function ruleRow({ rule, reason, expires, state, findings }: SuppressionUse): readonly Content[] {
  const hidden = state === 'active' && findings > 0;
  return [
    html`<span class="state rule-${state}">${WORDS[state]}</span>`,
    rule,
    reason,
    expires ?? 'no end',
    hidden
      ? html`<a href="${findingsWith({ status: 'suppressed', rule })}">${number(findings)}</a>`
      : number(findings),
  ];
}
