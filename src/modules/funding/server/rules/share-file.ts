import { z } from 'zod';
import { readShape } from '#platform/cli-files.ts';
import { problem } from '#shared/problem.ts';
import { isDecimal } from '../../domain/share/decimal.ts';
import { shareCosts } from '../../domain/share/share.ts';
import { ShareFault, type ShareInput, type ShareResult } from '../../domain/share/types.ts';
import { rulesProblems } from '../../problems-rules.ts';

const id = z.string().min(1).max(200);
/** Whole and not negative; beyond 2^53 the reader hands a bigint in, so that no digit is lost. */
const count = (what: string) =>
  z
    .union([z.int(), z.bigint()], `${what}应为整数`)
    .transform(BigInt)
    .refine((value) => value >= 0n, `${what}不得为负`);
const decimal = z.string().refine(isDecimal, '应为不带正负号和指数的十进制数字文字，如 "0.30"');

const fileShape = z.strictObject({
  items: z.array(z.strictObject({ id, class: id, amountFen: count('金额（分）') })),
  rules: z.array(
    z.strictObject({
      match: z.strictObject({ class: id.optional(), item: id.optional() }),
      payer: id,
      share: decimal,
      capFen: count('封顶额（分）').optional(),
    }),
  ),
  remainderPayer: id.optional(),
  household: z.strictObject({
    method: z.enum(['area', 'equal', 'floor-coefficient']),
    coefficients: z.record(z.string().regex(/^(?:0|-?[1-9]\d{0,3})$/, '楼层应为整数'), decimal).optional(),
  }),
  parts: z.array(z.strictObject({ id, areaCm2: count('面积（平方厘米）'), floor: z.int().optional() })),
});

/** Reads the input of `funding share` from parsed JSON. @throws Problem cli.file-shape at the path of the first fault */
export const readShareInput = (input: unknown): ShareInput => readShape(fileShape, input);

/** The same shares with refusals as problems. @throws Problem funding.share.… */
export function shareOrRefuse(input: ShareInput): ShareResult {
  try {
    return shareCosts(input);
  } catch (fault) {
    if (fault instanceof ShareFault) throw problem(rulesProblems, fault.code, fault.values, { at: fault.at });
    throw fault;
  }
}
