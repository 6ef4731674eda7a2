import { type FrameworkResult, REQUIREMENT_STATES } from '../../../model/compliance.ts';
import { html, type Markup } from '../markup.ts';
import { number } from './words.ts';

/** On the first screen: a line for each framework that was asked for; null: none was. */
export function complianceCard(frameworks: readonly FrameworkResult[]): Markup | null {
  if (frameworks.length === 0) return null;
  return html`<section class="card">
<h2><a href="#view=compliance">Compliance</a></h2>
<ul class="mend">
${frameworks.map(line)}
</ul>
</section>`;
}

function line({ title, counts }: FrameworkResult): Markup {
  const answered = REQUIREMENT_STATES.filter((state) => state !== 'not-covered').reduce(
    (sum, state) => sum + counts[state],
    0,
  );
  return html`<li><span>${title}</span> <span class="n">${number(counts['not-met'])} of ${number(answered)} not met</span></li>`;
}
