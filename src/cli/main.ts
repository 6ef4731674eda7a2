#!/usr/bin/env node
import packageJson from '../../package.json' with { type: 'json' };

// Asked for by scripts and shells at every prompt: answered before anything else is loaded.
const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${packageJson.version}\n`);
} else {
  const { run } = await import('./run.ts');
  process.exitCode = await run(process.argv);
}
