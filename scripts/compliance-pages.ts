import type { Framework, Requirement } from '../src/compliance/framework.ts';
import { frameworkCoverage } from '../src/compliance/framework-coverage.ts';
import { FRAMEWORKS } from '../src/compliance/frameworks/index.ts';
import { requirementChecks } from '../src/compliance/requirement-checks.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { Check } from '../src/practices/check.ts';
import type { GeneratedFile } from './generated-indexes.ts';

export const COMPLIANCE_PAGES = 'docs/compliance';

/** A page a framework: requirement, checks, and what is not looked at. */
export function compliancePages(): readonly GeneratedFile[] {
  return [
    { path: `${COMPLIANCE_PAGES}/README.md`, text: frameworkList() },
    ...FRAMEWORKS.map((each) => ({ path: `${COMPLIANCE_PAGES}/${each.id}.md`, text: frameworkPage(each) })),
  ];
}

/** `[soc-2](../compliance/soc-2.md) CC6.1, CC6.6`, for a check's page. */
export function controlsByFramework(controls: readonly string[]): string {
  const frameworks = Map.groupBy(controls, (control) => control.slice(0, control.indexOf(':')));
  return [...frameworks]
    .map(([id, group]) => {
      const numbers = group.map((control) => control.slice(id.length + 1)).join(', ');
      return `[${id}](../compliance/${id}.md) ${numbers}`;
    })
    .join('; ');
}

function frameworkList(): string {
  const rows = FRAMEWORKS.map((each) => {
    const { full, partial, none } = frameworkCoverage(each);
    return `| [${each.title}](${each.id}.md) | \`${each.id}\` | ${full} | ${partial} | ${none} |`;
  });
  return `# Compliance frameworks

Made from the frameworks and the checks by \`npm run generate\`. How the states come about:
[docs/guides/compliance.md](../guides/compliance.md).

| framework | \`--framework\` | answered in full | in part | not covered |
|---|---|--:|--:|--:|
${rows.join('\n')}
`;
}

function frameworkPage(framework: Framework): string {
  const { id, title, url, scope, requirements } = framework;
  const { full, partial, none } = frameworkCoverage(framework);
  const checks = requirementChecks(framework, CATALOGUE);
  const sections = [...Map.groupBy(requirements, ({ section }) => section)].map(([section, group]) => {
    const rows = group.map((each) => row(each, checks.get(each.id) ?? []));
    return `## ${section}\n\n| | what is demanded | answered | by | remarks |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# ${title}

Made from the framework and the checks by \`npm run generate\`. Titles are Rampart's own words: the [framework](${url})
itself says what it demands.

\`rampart scan --framework ${id}\`. ${scope} Rampart answers ${full} in full and ${partial} in part; ${none} are not covered.

${sections.join('\n')}`;
}

const ANSWERED = { full: 'in full', partial: 'in part', none: 'no' } as const;

function row(
  { id, title, coverage, note, level, assessment }: Requirement,
  checks: readonly Check[],
): string {
  const links = checks.map((check) => `[${check.id}](../checks/${check.id}.md)`).join(', ');
  const rank = level === undefined ? [] : [`Level ${level}, ${assessment}.`];
  return `| ${id} | ${title} | ${ANSWERED[coverage]} | ${links} | ${[...rank, note ?? []].flat().join(' ')} |`;
}
