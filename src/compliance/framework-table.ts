import { REQUIREMENT_COVERAGES, type RequirementCoverage } from '../model/compliance.ts';
import type { Framework, Requirement } from './framework.ts';
import { REQUIREMENT_NUMBERS } from './requirement-numbers.ts';

/**
 * A framework as a table of text, since there are thousands of rows. `# …` begins a section; a row is
 *
 *     id [= aliases] | title | full, partial or none | note [@numbers]
 *
 * The note of `none` is a reason below or `aws: what`, that of `partial` what is not looked at, that of `full` a remark;
 * `@…` is of REQUIREMENT_NUMBERS.
 */
interface FrameworkTable extends Omit<Framework, 'requirements'> {
  readonly table: string;
}

/** Rows of all versions, `5.1/2A`: number, level, automated or manual; `-`: not in this version. */
interface VersionsTable extends FrameworkTable {
  readonly versions: readonly string[];
}

const NOTES: Readonly<Record<string, string>> = {
  people: 'A matter of people and procedure, which no AWS call tells.',
  physical: 'Physical: a matter of data centres, premises, devices and cables.',
  inside: 'Lies within operating systems, databases, applications or devices, where Rampart does not look.',
  SIEM: 'A monitoring system other than CloudWatch is not seen: suppress the failure, with that as the reason.',
};

export function framework({ table, ...rest }: FrameworkTable): Framework {
  const requirements = rowsOf(table).map(({ section, cells: [name = '', ...cells] }) => {
    const [id = '', aliases = ''] = name.split(' = ');
    return { ...requirement(section, id, cells), aliases: aliases.split(' ').filter((each) => each !== '') };
  });
  return { ...rest, requirements };
}

export function frameworkVersions({
  table,
  versions,
  id,
  title,
  ...rest
}: VersionsTable): readonly Framework[] {
  const rows = rowsOf(table);
  return versions.map((version, index) => ({
    ...rest,
    id: `${id}-${version}`,
    title: `${title} ${version}`,
    requirements: rows
      .flatMap(({ section, cells: [numbers = '', ...cells] }) => {
        const [, number, level, assessment] = NUMBERED.exec(numbers.split(' ')[index] ?? '') ?? [];
        if (number === undefined) return [];
        return [
          {
            ...requirement(section, number, cells),
            level: level === '1' ? (1 as const) : (2 as const),
            assessment: assessment === 'A' ? ('automated' as const) : ('manual' as const),
          },
        ];
      })
      .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })),
  }));
}

const NUMBERED = /^([\d.]+)\/([12])([AM])$/;

interface Row {
  readonly section: string;
  readonly cells: readonly string[];
}

function rowsOf(table: string): readonly Row[] {
  const rows: Row[] = [];
  let section = '';
  for (const line of table.trim().split('\n')) {
    if (line.startsWith('# ')) section = line.slice(2);
    else rows.push({ section, cells: line.split(' | ') });
  }
  return rows;
}

function requirement(section: string, id: string, cells: readonly string[]): Requirement {
  const [title = '', coverage = '', remark = '', ...more] = cells;
  if (!isCoverage(coverage) || more.length > 0)
    throw new Error(`requirement ${id}: expected "title | full, partial or none | note"`);
  const [note = '', ...names] = remark.split(/ ?@/);
  return {
    id,
    aliases: [],
    title,
    section,
    coverage,
    note: noteOf(note, coverage),
    numbers: numbersOf(id, names),
  };
}

function isCoverage(text: string): text is RequirementCoverage {
  return REQUIREMENT_COVERAGES.some((each) => each === text);
}

function noteOf(note: string, coverage: RequirementCoverage): string | null {
  if (note === '') return null;
  if (coverage === 'partial') return `Not looked at: ${note}`;
  if (note.startsWith(AWS)) return `AWS can tell; Rampart does not judge ${note.slice(AWS.length)}.`;
  return NOTES[note] ?? note;
}

const AWS = 'aws: ';

function numbersOf(id: string, names: readonly string[]): Requirement['numbers'] {
  const found = names.map((name) => {
    const numbers = REQUIREMENT_NUMBERS[name];
    if (!numbers) throw new Error(`requirement ${id}: no numbers are called @${name}`);
    return numbers;
  });
  return Object.assign({}, ...found) as Requirement['numbers'];
}
