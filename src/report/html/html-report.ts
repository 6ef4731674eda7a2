import type { Assessment } from '../../model/assessment.ts';
import { EARLY_SCRIPT, EARLY_SCRIPT_HASH, SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './client-assets.ts';
import { html, Markup } from './markup.ts';
import { packEvidence, packFindings } from './pack.ts';
import type { CheckFacts, Compress } from './packed-report.ts';
import { complianceSection } from './sections/compliance.ts';
import { coverageSection } from './sections/coverage.ts';
import { escalationsSection } from './sections/escalations.ts';
import { explorerSection } from './sections/explorer.ts';
import { exposureSection } from './sections/exposure.ts';
import { networkSection } from './sections/network.ts';
import { overviewSection } from './sections/overview.ts';
import type { Section, SectionMaker } from './sections/section.ts';
import { suppressionsSection } from './sections/suppressions.ts';
import { accountNames, number } from './sections/words.ts';
import { tallyOf } from './tally.ts';

export interface HtmlReportOptions {
  /** The catalogue: why a check matters, what it reads, how to mend it. */
  readonly checks: readonly CheckFacts[];
  readonly compress: Compress;
}

/** In the order of the page. Another section: a file that makes it, and its name here. */
const SECTIONS: readonly SectionMaker[] = [
  overviewSection,
  explorerSection,
  networkSection,
  exposureSection,
  escalationsSection,
  complianceSection,
  coverageSection,
  suppressionsSection,
];

/** One self-contained file, piece by piece: no request leaves it, which its own content policy enforces. */
export function* htmlReport(
  assessment: Assessment,
  { checks, compress }: HtmlReportOptions,
): Generator<string> {
  const { findings } = assessment;
  const tally = tallyOf(assessment);
  const sections = SECTIONS.map((make) => make(assessment, tally)).filter((each) => each !== null);
  yield head(assessment).text;
  yield body(sections).text;
  yield data(
    'findings-data',
    compress(JSON.stringify(packFindings(findings, { checks, accountNames: accountNames(assessment) }))),
  );
  // Before the evidence: the list is there before that has been parsed.
  yield `<script>${SCRIPT}</script>\n`;
  let chunk = 0;
  for (const evidence of packEvidence(findings)) {
    yield data(`evidence-${chunk++}`, compress(JSON.stringify(evidence)));
  }
  yield '</body>\n</html>\n';
}

/**
 * Scripts and styles only by their hash, nothing from anywhere, and no text may become markup by a script.
 * https://www.w3.org/TR/CSP3/ https://www.w3.org/TR/trusted-types/
 */
const POLICY = [
  "default-src 'none'",
  `script-src '${EARLY_SCRIPT_HASH}' '${SCRIPT_HASH}'`,
  `style-src '${STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

function head({ accounts, asOf }: Assessment): Markup {
  const [only] = accounts;
  const about = accounts.length === 1 && only ? only.account : `${number(accounts.length)} accounts`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Rampart: ${about}, ${asOf.slice(0, 10)}</title>
<style>${new Markup(STYLE)}</style>
<script>${new Markup(EARLY_SCRIPT)}</script>
</head>
`;
}

function body(sections: readonly Section[]): Markup {
  return html`<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<p class="brand">Rampart</p>
<nav aria-label="Sections">${sections.map(({ view, title, badge }) => html`<a href="#view=${view}" data-view="${view}">${title}${badge === null ? null : html` <span class="count">${number(badge)}</span>`}</a>`)}</nav>
<div class="tools" id="tools"></div>
</header>
<main id="main" tabindex="-1">
${sections.map(
  ({
    view,
    title,
    body,
  }) => html`<section id="view=${view}" class="view ${view}" data-view="${view}" aria-label="${title}">
${body}
</section>
`,
)}<section id="print" class="print-only"></section>
</main>
`;
}

function data(id: string, text: string): string {
  return `<script type="text/plain" id="${id}">${text}</script>\n`;
}
