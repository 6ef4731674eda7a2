import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyCruise } from './empty-cruise.ts';

/** Everything that a change must pass, cheapest first; stops at the first that fails. */
const STEPS: readonly (readonly [name: string, command: string, ...arguments_: string[]])[] = [
  ['format', 'biome', 'ci', '.'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['pure folders', 'tsc', '-p', 'tsconfig.pure.json'],
  ["the report's script", 'tsc', '-p', 'tsconfig.client.json'],
  ['generated files', 'node', 'scripts/generate.ts', '--check'],
  [
    'boundaries',
    'depcruise',
    'src',
    'reference',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
  ],
  [
    'lint',
    'oxlint',
    '--type-aware',
    '--deny-warnings',
    'src',
    'lab',
    'bench',
    'scripts',
    'test',
    'reference',
  ],
  ['dead code', 'knip'],
  ['build', 'tsc', '-p', 'tsconfig.build.json'],
  ['tests', 'vitest', 'run'],
];

const root = join(import.meta.dirname, '..');
const skipTests = process.argv.includes('--no-tests');

for (const [name, command, ...rest] of STEPS) {
  if (skipTests && name === 'tests') continue;
  const startedAt = Date.now();
  const { status, stdout } = spawnSync(join(root, 'node_modules/.bin', command), rest, {
    cwd: root,
    stdio: ['inherit', name === 'boundaries' ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
  });
  if (name === 'boundaries') {
    process.stdout.write(stdout);
    refuseEmptyCruise(stdout);
  }
  if (status !== 0) {
    console.error(`check: ${name} failed`);
    process.exit(status ?? 1);
  }
  console.log(`check: ${name} passed in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** docs/decisions/0004: without a parser dependency-cruiser finds nothing wrong, for it sees nothing. */
function refuseEmptyCruise(output: string): void {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map(String);
  const why = emptyCruise(output, files.filter((each) => each.endsWith('.ts')).length);
  if (why === null) return;
  console.error(`check: boundaries failed: ${why}`);
  process.exit(1);
}
