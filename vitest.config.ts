import { defineConfig } from 'vitest/config';

/** Two projects: `unit` needs nothing, `server` needs the embedded PostgreSQL that test/support starts once. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/domain/**/*.test.ts',
            'src/shared/**/*.test.ts',
            'src/platform/**/*.unit.test.ts',
            'test/house/**/*.test.ts',
            'src/ui/**/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          globalSetup: ['test/support/embedded-setup.ts'],
          include: ['src/**/*.server.test.ts', 'src/modules/*/server/**/*.test.ts', 'test/http/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          globalSetup: ['test/support/embedded-setup.ts', 'test/support/pages-setup.ts'],
          include: ['test/journeys/**/*.journey.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
