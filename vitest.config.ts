import { defineConfig } from 'vitest/config';

/** Long, so that only what never ends fails, also on a slow and busy machine; ms. */
const testTimeout = 120_000;
const expect = { poll: { timeout: 20_000 } };

/** Two projects: `unit` needs nothing, `server` needs the embedded PostgreSQL that test/support starts once. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/support/same-examples.ts'],
          include: [
            'src/**/domain/**/*.test.ts',
            'src/shared/**/*.test.ts',
            'src/platform/**/*.unit.test.ts',
            'test/house/**/*.test.ts',
            'src/ui/**/*.test.ts',
          ],
          testTimeout,
        },
      },
      {
        test: {
          name: 'server',
          setupFiles: ['test/support/same-examples.ts'],
          globalSetup: ['test/support/embedded-setup.ts'],
          include: ['src/**/*.server.test.ts', 'src/modules/*/server/**/*.test.ts', 'test/http/**/*.test.ts'],
          testTimeout,
          hookTimeout: 180_000,
          expect,
        },
      },
      {
        test: {
          name: 'journeys',
          globalSetup: ['test/support/embedded-setup.ts', 'test/support/pages-setup.ts'],
          include: ['test/journeys/**/*.journey.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
