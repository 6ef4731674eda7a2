import { html } from '../markup.ts';
import type { SectionMaker } from './section.ts';

/** The place of the list; the script fills it. */
export const explorerSection: SectionMaker = ({ findings }, { practices }) => ({
  view: 'findings',
  title: 'Findings',
  badge: practices.reduce((sum, each) => sum + each.fail, 0),
  body: html`<h1 class="unseen">Findings</h1>
<noscript><p class="notice">The list of the ${findings.length} findings needs JavaScript, which is off here. The other sections stand without it.</p></noscript>
<div id="explorer" class="explorer"><p class="note" id="loading">Reading the findings…</p></div>`,
});
