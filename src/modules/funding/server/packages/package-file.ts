import { z } from 'zod';
import { readShape } from '#platform/cli-files.ts';
import { problem } from '#shared/problem.ts';
import type { Flow } from '../../domain/package/figures.ts';
import type { Debt } from '../../domain/package/flows.ts';
import { packagesProblems } from '../../problems-packages.ts';

const decimal = z.union([
  z.string().regex(/^-?\d{1,9}(\.\d{1,18})?$/, '应为小数，形如 0.08'),
  z.number().transform(String),
]);
const number = (low: (value: number) => boolean, sentence: string) =>
  decimal.transform(Number).refine(low, sentence);

/** Whole fen as text; beyond 2^53 discounting would no longer begin from the exact amount. */
const amount = z
  .union([z.string().regex(/^-?\d{1,16}$/, '应为整数（分），形如 -10000'), z.int().transform(String)])
  .transform(Number)
  .refine(Number.isSafeInteger, '金额太大，超出可以精确计算的范围');

const fileShape = z.strictObject({
  rate: number((rate) => rate > -1 && rate <= 1000, '折现率应大于 -1，不超过 1000'),
  flows: z
    .array(z.strictObject({ date: z.iso.date('应为日期，形如 2021-05-01').optional(), amount }))
    .min(1, '至少一笔现金流')
    .max(10_000, '至多 10000 笔现金流'),
  debt: z
    .strictObject({
      share: number((share) => share >= 0 && share <= 1, '应为 0 到 1 的小数'),
      rate: number((rate) => rate >= 0 && rate <= 10, '利率应为 0 到 10 的小数'),
      years: z.int('应为整数').min(1, '至少一年').max(100, '至多 100 年'),
    })
    .optional(),
});

export type PackageFile = {
  readonly rate: number;
  readonly flows: readonly Flow[];
  readonly debt: Debt | null;
};

/**
 * Reads the flows of a package from parsed JSON.
 * @throws Problem cli.file-shape; funding.package.dates where some flows are dated and others not, or one lies before
 * the first
 */
export function readPackage(input: unknown): PackageFile {
  const { rate, flows, debt } = readShape(fileShape, input);
  const dated = flows[0]?.date !== undefined;
  const wrong = flows.findIndex(
    ({ date }) => (date !== undefined) !== dated || (date ?? '') < (flows[0]?.date ?? ''),
  );
  if (wrong >= 0) {
    const at = `flows[${wrong}].date`;
    throw problem(packagesProblems, 'funding.package.dates', { at }, { at });
  }
  const first = flows[0]?.date;
  return {
    rate,
    flows: flows.map(({ date, amount: fen }) => ({
      amount: fen,
      days: date && first ? Temporal.PlainDate.from(first).until(date, { largestUnit: 'days' }).days : null,
    })),
    debt: debt ?? null,
  };
}
