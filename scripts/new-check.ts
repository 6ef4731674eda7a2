import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRACTICES } from '../src/model/practice.ts';
import { camelCase } from './generated-indexes.ts';

/**
 * `npm run new-check -- ID PRACTICE TYPE`: a check with its test, both to be filled in. The new test fails until
 * the check decides something.
 */
const [id = '', practiceText = '', resource = ''] = process.argv.slice(2);
const root = process.env['RAMPART_ROOT'] ?? join(import.meta.dirname, '..');
const practice = PRACTICES.find((each) => String(each.practice) === practiceText);

const problem = problemWith();
if (problem !== null || !practice) {
  console.error(
    `new-check: ${problem ?? ''}\nusage: npm run new-check -- <id-in-kebab-case> <practice 1..12> <AWS::Service::Type>`,
  );
  process.exit(2);
}

const folder = join(root, 'src/practices', practice.folder);
const path = join(folder, `${id}.ts`);
if (existsSync(path)) {
  console.error(`new-check: ${path} is there already`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
writeFileSync(path, checkText(id, practice.practice, resource));
writeFileSync(join(folder, `${id}.test.ts`), testText(id, resource));
console.log(
  `${path}\nFill in what it reads, why it matters, what it decides and its fix; then npm run generate and npm run check.`,
);

function problemWith(): string | null {
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))
    return `${JSON.stringify(id)} is no id: expected words joined by dashes that state the good condition`;
  if (!practice) return `${JSON.stringify(practiceText)} is no practice`;
  if (!/^AWS::\w*::\w+$/.test(resource))
    return `${JSON.stringify(resource)} is no resource type: expected AWS::S3::Bucket or the like`;
  return null;
}

function checkText(name: string, number: number, type: string): string {
  return `import { defineCheck, fail } from '../check.ts';

export const ${camelCase(name)} = defineCheck({
  id: '${name}',
  title: 'What holds when it passes',
  practice: ${number},
  severity: 'medium',
  resource: '${type}',
  reads: [],
  changedBy: [],
  controls: [],
  equivalents: [],
  rationale: 'What an attacker gains.',
  remediation: 'What to do, in terms of AWS.',
  fix: {
    cli: 'aws … --region {region}',
    terraform: null,
  },
  evaluate(resource) {
    return fail(\`\${resource.id} is not judged yet.\`, { id: resource.id });
  },
});
`;
}

function testText(name: string, type: string): string {
  return `import { expect, test } from 'vitest';
import { ${camelCase(name)} as check } from './${name}.ts';

test('judges ${type}', () => {
  expect(check.resource).toBe('${type}');
  expect(check.reads, 'the API operations that the verdict depends on').not.toEqual([]);
});
`;
}
