import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configKeys, describeKey } from '../src/app/config/config-keys.ts';
import { configJsonSchema } from '../src/app/config/config-schema.ts';
import { suppressionsJsonSchema } from '../src/app/suppressions/suppressions-schema.ts';
import type { JsonObject } from '../src/model/json.ts';
import { PRACTICES } from '../src/model/practice.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { Check } from '../src/practices/check.ts';
import { assessmentJsonSchema } from '../src/report/json/assessment-schema.ts';
import { checkJsonSchema } from '../src/report/json/check-schema.ts';
import { diffJsonSchema } from '../src/report/json/diff-schema.ts';
import { explanationJsonSchema } from '../src/report/json/explanation-schema.ts';
import { exposureSchema } from '../src/report/json/exposure-schema.ts';
import { answerJsonSchema } from '../src/report/json/iam/answer-head.ts';
import { authorizeSchema } from '../src/report/json/iam/authorize-schema.ts';
import { compareSchema } from '../src/report/json/iam/compare-schema.ts';
import { adminsSchema, escalationsSchema } from '../src/report/json/iam/escalations-schema.ts';
import { leastPrivilegeSchema } from '../src/report/json/iam/least-privilege-schema.ts';
import { lintSchema } from '../src/report/json/iam/lint-schema.ts';
import { publicSchema } from '../src/report/json/iam/public-schema.ts';
import { whoCanSchema } from '../src/report/json/iam/who-can-schema.ts';
import { exposedSchema } from '../src/report/json/network/exposed-schema.ts';
import { reachSchema } from '../src/report/json/network/reach-schema.ts';
import { traceSchema } from '../src/report/json/network/trace-schema.ts';
import { scalingSchema } from '../src/report/json/scaling/scaling-schema.ts';
import { detectSchema } from '../src/report/json/trail/detect-schema.ts';
import { ingestSchema } from '../src/report/json/trail/ingest-schema.ts';
import { querySchema } from '../src/report/json/trail/query-schema.ts';
import { timelineSchema } from '../src/report/json/trail/timeline-schema.ts';
import { usedSchema } from '../src/report/json/trail/used-schema.ts';
import { verifySchema } from '../src/report/json/trail/verify-schema.ts';
import { whoSchema } from '../src/report/json/trail/who-schema.ts';
import { EVENT_COLUMNS } from '../src/trail/event-columns.ts';
import { COMPLIANCE_PAGES, compliancePages, controlsByFramework } from './compliance-pages.ts';
import type { GeneratedFile } from './generated-indexes.ts';

const CHECK_PAGES = 'docs/checks';

const CONFIGURATION = 'docs/guides/configuration.md';

export function generatedDocuments(root: string): readonly GeneratedFile[] {
  return [
    { path: `${CHECK_PAGES}/README.md`, text: checkList() },
    ...CATALOGUE.map((check) => ({ path: `${CHECK_PAGES}/${check.id}.md`, text: checkPage(check) })),
    ...compliancePages(),
    schema('assessment', assessmentJsonSchema()),
    schema('check', checkJsonSchema()),
    schema('config', configJsonSchema()),
    schema('suppressions', suppressionsJsonSchema()),
    schema('diff', diffJsonSchema()),
    schema('explanation', explanationJsonSchema()),
    schema('exposure', answerJsonSchema('exposure', exposureSchema)),
    schema('iam-admins', answerJsonSchema('iam admins', adminsSchema)),
    schema('iam-authorize', answerJsonSchema('iam authorize', authorizeSchema)),
    schema('iam-compare', answerJsonSchema('iam compare', compareSchema)),
    schema('iam-escalations', answerJsonSchema('iam escalations', escalationsSchema)),
    schema('iam-least-privilege', answerJsonSchema('iam least-privilege', leastPrivilegeSchema)),
    schema('iam-public', answerJsonSchema('iam public', publicSchema)),
    schema('iam-who-can', answerJsonSchema('iam who-can', whoCanSchema)),
    schema('iam-lint', answerJsonSchema('iam lint', lintSchema)),
    schema('network-exposed', answerJsonSchema('network exposed', exposedSchema)),
    schema('network-reach', answerJsonSchema('network reach', reachSchema)),
    schema('network-trace', answerJsonSchema('network trace', traceSchema)),
    schema('trail-detect', answerJsonSchema('trail detect', detectSchema)),
    schema('trail-ingest', answerJsonSchema('trail ingest', ingestSchema)),
    schema('trail-query', answerJsonSchema('trail query', querySchema)),
    schema('trail-timeline', answerJsonSchema('trail timeline', timelineSchema)),
    schema('trail-used', answerJsonSchema('trail used', usedSchema)),
    schema('trail-verify', answerJsonSchema('trail verify', verifySchema)),
    schema('trail-who', answerJsonSchema('trail who', whoSchema)),
    withTable(root, 'docs/guides/trail.md', 'events', eventTable()),
    schema('scaling-simulate', answerJsonSchema('scaling simulate', scalingSchema)),
    withTable(root, CONFIGURATION, 'keys', keyTable()),
    withTable(root, 'docs/guides/from-prowler.md', 'prowler', prowlerTable()),
  ];
}

function schema(name: string, document: JsonObject): GeneratedFile {
  return { path: `docs/schema/${name}.v1.json`, text: `${JSON.stringify(document, null, 2)}\n` };
}

/** The rest of the page is written by hand. */
function withTable(root: string, path: string, name: string, table: string): GeneratedFile {
  const page = readFileSync(join(root, path), 'utf8');
  const place = new RegExp(`(<!-- ${name}: [^>]*-->\\n)[^]*?(<!-- /${name} -->)`);
  return {
    path,
    text: page.replace(place, (_all, begin: string, end: string) => `${begin}${table}\n${end}`),
  };
}

function keyTable(): string {
  const rows = configKeys().map((key) => `| \`${key.path}\` | ${describeKey(key).join(' | ')} |`);
  return ['| key | what | values | default |', '|---|---|---|---|', ...rows].join('\n');
}

function eventTable(): string {
  const rows = EVENT_COLUMNS.map(({ name, type, what }) => `| \`${name}\` | ${type} | ${what} |`);
  return ['| column | type | what |', '|---|---|---|', ...rows].join('\n');
}

/** What each of Prowler's checks is called here. */
function prowlerTable(): string {
  const pairs = CATALOGUE.flatMap(({ id, equivalents }) =>
    equivalents.flatMap((each) =>
      each.startsWith(PROWLER) ? [{ id, prowler: each.slice(PROWLER.length) }] : [],
    ),
  );
  const rows = [...Map.groupBy(pairs, (each) => each.prowler)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([prowler, ours]) =>
        `| \`${prowler}\` | ${ours.map(({ id }) => `[${id}](../checks/${id}.md)`).join(', ')} |`,
    );
  return ['| Prowler | Rampart |', '|---|---|', ...rows].join('\n');
}

const PROWLER = 'prowler:';

/** Pages of checks and frameworks that are no more. */
export function obsoleteDocuments(root: string): readonly string[] {
  const known = new Set(generatedDocuments(root).map((each) => each.path));
  return [CHECK_PAGES, COMPLIANCE_PAGES]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((path) => !known.has(path));
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
  const optIn = check.needsTrail
    ? '\nThis check needs a lake of CloudTrail and runs only with one (`scan --trail LAKE`).\n'
    : check.optIn
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
| Can be made to fail by | ${check.changedBy?.map((each) => `\`${each}\``).join(', ') ?? 'no call'} |
| Controls | ${controlsByFramework(check.controls) || 'none mapped'} |
| Same check elsewhere | ${check.equivalents.join(', ') || 'none known'} |

## Why it matters

${check.rationale}

## What to do

${check.remediation}
${fix(check)}`;
}

/** `rampart explain` fills the templates in for a finding. */
function fix({ fix: templates }: Check): string {
  const parts = [
    ...(templates.cli ? [`By the AWS CLI:\n\n\`\`\`sh\n${templates.cli.trimEnd()}\n\`\`\``] : []),
    ...(templates.terraform ? [`By Terraform:\n\n\`\`\`hcl\n${templates.terraform.trimEnd()}\n\`\`\``] : []),
  ];
  if (parts.length === 0) return '';
  return `\n${parts.join('\n\n')}\n\n\`rampart explain\` fills in what stands in braces.\n`;
}
