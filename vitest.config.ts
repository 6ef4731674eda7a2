import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite's remarks on the source maps of packages are not ours to mend.
  logLevel: 'error',
  test: {
    include: [
      'src/**/*.test.ts',
      'lab/**/*.test.ts',
      'scripts/**/*.test.ts',
      'test/**/*.test.ts',
      'reference/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    // It imports JSON as bundlers take it, which Node refuses.
    server: { deps: { inline: [/@actions\//] } },
    // Types are stripped once for all commands that tests run: half of the time of each.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.cache/node-compile-cache') },
    // The tests wait for servers, browsers and processes of their own much of the time.
    maxWorkers: '100%',
    testTimeout: 180_000,
    hookTimeout: 240_000,
  },
});
