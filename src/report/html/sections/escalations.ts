import type { Finding } from '../../../model/finding.ts';
import { principalOf, tellsWay, type Way, wayInWords, wayOf } from '../escalation-way.ts';
import { html, type Markup } from '../markup.ts';
import type { SectionMaker } from './section.ts';
import { type AccountNames, accountNames, number } from './words.ts';

/** More are in the list of findings. */
const MOST = 200;

interface RankedWay {
  readonly finding: Finding;
  readonly way: Way;
}

/** Who can become an administrator, and how: a table, beside which the script draws one way at a time. */
export const escalationsSection: SectionMaker = (assessment) => {
  const ways = rankedWays(assessment.findings);
  if (ways.length === 0) return null;
  const certain = ways.filter(({ finding }) => isCertain(finding));
  return {
    view: 'escalations',
    title: 'Escalation',
    badge: certain.filter(({ finding }) => finding.suppressed === undefined).length || null,
    body: html`<h1 class="title">Ways to become administrator</h1>
<p class="lead">Users and roles that are no administrators and can make themselves one, each by its shortest way. Every request on it is one that AWS would allow.</p>
<div class="ways">
${wayTable(ways, accountNames(assessment))}
<section id="way" class="card way" aria-label="The way chosen" hidden></section>
</div>`,
  };
};

/** Certain ones first, then the shortest. */
export function rankedWays(findings: readonly Finding[]): readonly RankedWay[] {
  const ways = findings.flatMap((finding) => {
    if (finding.status === 'pass' || !tellsWay(finding.check)) return [];
    const way = wayOf(finding.evidence);
    return way ? [{ finding, way }] : [];
  });
  return ways.toSorted(
    (a, b) =>
      Number(isCertain(b.finding)) - Number(isCertain(a.finding)) ||
      a.way.steps.length - b.way.steps.length ||
      compare(a.finding.account, b.finding.account) ||
      compare(a.finding.resource.id, b.finding.resource.id),
  );
}

function isCertain({ status }: Finding): boolean {
  return status === 'fail';
}

function compare(first: string, second: string): number {
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function wayTable(ways: readonly RankedWay[], names: AccountNames): Markup {
  const rows = ways.slice(0, MOST).map((each) => wayRow(each, names));
  const more =
    ways.length > MOST
      ? html`<p class="notice">These are the first ${number(MOST)} of ${number(ways.length)}. The others are among the <a href="#view=findings&amp;group=check">findings</a>.</p>`
      : null;
  return html`<div class="way-list"><div class="scroll card" tabindex="0" role="region" aria-label="Ways"><table id="ways">
<caption>Ways <span class="count">${number(ways.length)}</span></caption>
<thead><tr><th scope="col">Principal</th><th scope="col">What it does</th><th scope="col" class="n">Steps</th><th scope="col">Known</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>${more}</div>`;
}

function wayRow({ finding, way }: RankedWay, names: AccountNames): Markup {
  const { id, account, resource } = finding;
  const { kind } = principalOf(resource.arn);
  const name = names.get(account);
  return html`<tr data-finding="${id}"><th scope="row"><a href="#finding=${id}&amp;view=escalations">${resource.id}</a><div class="note">${kind === 'other' ? '' : `${kind}, `}${name === undefined ? account : `${name} (${account})`}</div></th><td>${wayInWords(way)}<div class="note id">${way.technique}</div></td><td class="n">${number(way.steps.length)}</td><td>${known(finding, way)}</td></tr>
`;
}

function known({ status, suppressed, unread }: Finding, { assumes }: Way): Markup {
  if (status === 'fail')
    return suppressed === undefined
      ? html`<span class="state broken high">certain</span>`
      : html`<span class="state suppressed">certain, suppressed</span>`;
  const [gap] = unread;
  const why = assumes.length > 0 ? `if ${assumes.join(', and ')}` : (gap?.why ?? '');
  return html`<span class="state unknown">${assumes.length > 0 ? 'assumed' : 'not settled'}</span><div class="note">${why}</div>`;
}
