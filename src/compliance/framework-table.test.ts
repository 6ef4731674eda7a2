import { expect, test } from 'vitest';
import { framework, frameworkVersions } from './framework-table.ts';

const about = { id: 'x', title: 'X', url: 'https://example.com', scope: 'All.' };

test('a row is a requirement of its section', () => {
  const { requirements } = framework({
    ...about,
    table: `
# Access
1.1 = one_1 one_2 | Keys are short-lived | full | Of users. @key-90
1.2 | Roles are used | partial | roles of others.
# People
2.1 | People are trained | none | people
2.2 | Queues are private | none | aws: queues
`,
  });
  expect(requirements).toEqual([
    {
      id: '1.1',
      aliases: ['one_1', 'one_2'],
      title: 'Keys are short-lived',
      section: 'Access',
      coverage: 'full',
      note: 'Of users.',
      numbers: { accessKeyMaxAgeDays: 90 },
    },
    {
      id: '1.2',
      aliases: [],
      title: 'Roles are used',
      section: 'Access',
      coverage: 'partial',
      note: 'Not looked at: roles of others.',
      numbers: {},
    },
    expect.objectContaining({
      section: 'People',
      coverage: 'none',
      note: 'A matter of people and procedure, which no AWS call tells.',
    }),
    expect.objectContaining({ note: 'AWS can tell; Rampart does not judge queues.' }),
  ]);
});

test('a note may be numbers alone', () => {
  const { requirements } = framework({ ...about, table: '1 | Long | full | @length-14' });
  expect(requirements[0]).toMatchObject({ note: null, numbers: { passwordPolicy: { minimumLength: 14 } } });
});

test('versions share rows, each with its numbers, level and assessment, in the order of the numbers', () => {
  const versions = frameworkVersions({
    ...about,
    versions: ['1', '2'],
    table: `
1.10/2M 1.9/1A | Late | full
1.9/1A - | Early | full
`,
  });
  expect(
    versions.map(({ id, title, requirements }) => [
      id,
      title,
      ...requirements.map((each) => [each.id, each.title, each.level, each.assessment]),
    ]),
  ).toEqual([
    ['x-1', 'X 1', ['1.9', 'Early', 1, 'automated'], ['1.10', 'Late', 2, 'manual']],
    ['x-2', 'X 2', ['1.9', 'Late', 1, 'automated']],
  ]);
});

test.each([
  ['1.1 | Title | wholly', 'requirement 1.1: expected'],
  ['1.1 | Title | full | note | more', 'requirement 1.1: expected'],
  ['1.1 | Title | full | @nothing-5', 'no numbers are called @nothing-5'],
])('refuses %s', (table, message) => {
  expect(() => framework({ ...about, table })).toThrow(message);
});
