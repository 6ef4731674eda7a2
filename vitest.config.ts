import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'lab/**/*.test.ts',
      'scripts/**/*.test.ts',
      'test/**/*.test.ts',
      'reference/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    testTimeout: 20_000,
    hookTimeout: 240_000,
  },
});
