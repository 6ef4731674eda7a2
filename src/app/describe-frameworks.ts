import type { Framework, Requirement } from '../compliance/framework.ts';
import { type FrameworkCoverage, frameworkCoverage } from '../compliance/framework-coverage.ts';
import { FRAMEWORKS } from '../compliance/frameworks/index.ts';
import { requirementChecks } from '../compliance/requirement-checks.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import { frameworkNamed } from './choose-frameworks.ts';

export function frameworkList(): string {
  const width = Math.max(...FRAMEWORKS.map(({ id }) => id.length));
  const rows = FRAMEWORKS.map((framework) => {
    const { full, partial, none } = frameworkCoverage(framework);
    const counts = [full, partial, none].map((each) => String(each).padStart(5)).join('  ');
    return `  ${framework.id.padEnd(width)}  ${counts}  ${framework.title}`;
  });
  const head = `  ${''.padEnd(width)}  ${'full'.padStart(5)}  ${'part'.padStart(5)}  ${'not'.padStart(5)}`;
  return `Requirements that Rampart's checks answer in full, in part, and not at all:\n\n${head}\n${rows.join('\n')}\n\nrampart frameworks show ID names them; rampart scan --framework ID answers them.\n`;
}

export function frameworkListJson(): string {
  return `${JSON.stringify(FRAMEWORKS.map(summary), null, 2)}\n`;
}

export function frameworkPage(id: string): string {
  const framework = frameworkNamed(id);
  const checks = requirementChecks(framework, CATALOGUE);
  const sections = [...Map.groupBy(framework.requirements, ({ section }) => section)].map(
    ([section, requirements]) => {
      const rows = requirements.map((each) =>
        requirementRow(
          each,
          (checks.get(each.id) ?? []).map((check) => check.id),
        ),
      );
      return `${section}\n${rows.join('\n')}`;
    },
  );
  return `${framework.id}\n${framework.title}. ${framework.scope}\n${framework.url}\n\n${countsText(frameworkCoverage(framework))}\n\n${sections.join('\n\n')}\n`;
}

export function frameworkPageJson(id: string): string {
  const framework = frameworkNamed(id);
  const checks = requirementChecks(framework, CATALOGUE);
  const requirements = framework.requirements.map((each) => ({
    ...each,
    checks: (checks.get(each.id) ?? []).map((check) => check.id),
  }));
  return `${JSON.stringify({ ...summary(framework), requirements }, null, 2)}\n`;
}

function summary(framework: Framework): Omit<Framework, 'requirements'> & { coverage: FrameworkCoverage } {
  const { id, title, url, scope } = framework;
  return { id, title, url, scope, coverage: frameworkCoverage(framework) };
}

function countsText({ full, partial, none }: FrameworkCoverage): string {
  return `${full} answered in full, ${partial} in part, ${none} not covered.`;
}

const MARKS = { full: 'full', partial: 'part', none: ' -  ' } as const;

function requirementRow({ id, title, coverage, note }: Requirement, checks: readonly string[]): string {
  const lines = [`  ${MARKS[coverage]}  ${id}  ${title}`];
  if (checks.length > 0) lines.push(`${INDENT}${checks.join(', ')}`);
  if (note !== null) lines.push(`${INDENT}${note}`);
  return lines.join('\n');
}

const INDENT = ' '.repeat(8);
