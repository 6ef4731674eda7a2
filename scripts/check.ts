import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Everything that a change must pass, cheapest first; stops at the first that fails. */
const STEPS: readonly (readonly [name: string, command: string, ...arguments_: string[]])[] = [
  ['format', 'biome', 'ci', '.'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['pure folders', 'tsc', '-p', 'tsconfig.pure.json'],
  ['generated files', 'node', 'scripts/generate.ts', '--check'],
  ['boundaries', 'depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings', 'src', 'lab', 'bench', 'scripts', 'test'],
  ['dead code', 'knip'],
  ['build', 'tsc', '-p', 'tsconfig.build.json'],
  ['tests', 'vitest', 'run'],
];

const root = join(import.meta.dirname, '..');
const skipTests = process.argv.includes('--no-tests');

for (const [name, command, ...rest] of STEPS) {
  if (skipTests && name === 'tests') continue;
  const startedAt = Date.now();
  const { status } = spawnSync(join(root, 'node_modules/.bin', command), rest, {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(`check: ${name} failed`);
    process.exit(status ?? 1);
  }
  console.log(`check: ${name} passed in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}
