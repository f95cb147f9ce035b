import fc from 'fast-check';

/**
 * The same examples in every run, so that a suite which passed once passes everywhere and a rare counterexample is met
 * by whoever looks for it, not by whoever submits next. To look: `HUANJU_SEED=<any number> npx vitest run --project unit`.
 */
fc.configureGlobal({ seed: Number(process.env.HUANJU_SEED ?? 20_261_122) });
