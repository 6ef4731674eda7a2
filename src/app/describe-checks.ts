import { PRACTICES } from '../model/practice.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import type { Check } from '../practices/check.ts';
import { checkNamed } from './choose-checks.ts';

export function checkList(): string {
  const width = Math.max(...CATALOGUE.map((check) => check.id.length));
  const sections = PRACTICES.map(({ practice, title }) => {
    const rows = CATALOGUE.filter((check) => check.practice === practice).map(
      (check) =>
        `  ${check.id.padEnd(width)}  ${check.severity.padEnd(8)}  ${check.title}${check.optIn ? ' (only when asked for)' : ''}`,
    );
    return [`${practice}. ${title}`, ...rows].join('\n');
  });
  return `${sections.join('\n\n')}\n\n${CATALOGUE.length} checks. rampart checks show ID tells more.\n`;
}

export function checkListJson(): string {
  return `${JSON.stringify(CATALOGUE.map(metadata), null, 2)}\n`;
}

export function checkPage(id: string): string {
  const check = checkNamed(id);
  const facts = [
    ['practice', `${check.practice}. ${PRACTICES[check.practice - 1]?.title ?? ''}`],
    ['severity', check.severity],
    ['judges', check.resource],
    ['reads', check.reads.join(', ')],
    ['controls', check.controls.join(', ') || 'none mapped'],
    ['elsewhere', check.equivalents.join(', ') || 'none known'],
  ].map(([name = '', value = '']) => `${name.padEnd(10)} ${value}`);
  return `${check.id}\n${check.title}.\n\n${facts.join('\n')}\n\nWhy: ${check.rationale}\n\nWhat to do: ${check.remediation}\n`;
}

export function checkPageJson(id: string): string {
  return `${JSON.stringify(metadata(checkNamed(id)), null, 2)}\n`;
}

function metadata(check: Check): Omit<Check, 'evaluate'> {
  return Object.fromEntries(Object.entries(check).filter(([key]) => key !== 'evaluate')) as Omit<
    Check,
    'evaluate'
  >;
}
