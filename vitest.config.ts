import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,client,scripts,grammars}/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/vscode/**', 'test/editors/**'],
          globalSetup: ['test/setup/compile-rules.ts'],
          // Generous: a test tells whether something works, benchmarks tell how fast.
          testTimeout: 60_000,
        },
      },
      {
        // Real editors: slow, one after another, and they need the built package (`npm test` sees to that).
        test: {
          name: 'editors',
          include: ['test/{vscode,editors}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
