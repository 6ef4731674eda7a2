import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PRACTICES } from '../src/model/practice.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { Check } from '../src/practices/check.ts';
import { assessmentJsonSchema } from '../src/report/json/assessment-schema.ts';
import type { GeneratedFile } from './generated-indexes.ts';

const CHECK_PAGES = 'docs/checks';

export function generatedDocuments(): readonly GeneratedFile[] {
  return [
    { path: `${CHECK_PAGES}/README.md`, text: checkList() },
    ...CATALOGUE.map((check) => ({ path: `${CHECK_PAGES}/${check.id}.md`, text: checkPage(check) })),
    { path: 'docs/schema/assessment.v1.json', text: `${JSON.stringify(assessmentJsonSchema(), null, 2)}\n` },
  ];
}

/** Pages of checks that are no more. */
export function obsoleteDocuments(root: string): readonly string[] {
  const folder = join(root, CHECK_PAGES);
  if (!existsSync(folder)) return [];
  const known = new Set(['README.md', ...CATALOGUE.map((check) => `${check.id}.md`)]);
  return readdirSync(folder)
    .filter((file) => !known.has(file))
    .map((file) => `${CHECK_PAGES}/${file}`);
}

function checkList(): string {
  const sections = PRACTICES.map(({ practice, title }) => {
    const rows = CATALOGUE.filter((check) => check.practice === practice).map(
      (check) => `| [${check.id}](${check.id}.md) | ${check.severity} | ${check.title} |`,
    );
    return `## ${practice}. ${title}\n\n| check | severity | what holds when it passes |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Checks\n\nMade from the checks themselves by \`npm run generate\`: ${CATALOGUE.length} checks.\n\n${sections.join('\n')}`;
}

function checkPage(check: Check): string {
  const practice = PRACTICES.find((each) => each.practice === check.practice);
  const optIn = check.optIn
    ? '\nThis check costs extra calls and runs only when it is asked for (`--check`).\n'
    : '';
  return `# ${check.id}

${check.title}.
${optIn}
| | |
|---|---|
| Practice | ${check.practice}. ${practice?.title ?? ''} |
| Severity | ${check.severity} |
| Judges | \`${check.resource}\` |
| Reads | ${check.reads.map((each) => `\`${each}\``).join(', ')} |
| Controls | ${check.controls.join(', ') || 'none mapped'} |
| Same check elsewhere | ${check.equivalents.join(', ') || 'none known'} |

## Why it matters

${check.rationale}

## What to do

${check.remediation}
`;
}
