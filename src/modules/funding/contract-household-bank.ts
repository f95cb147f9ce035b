import { oc } from '@orpc/contract';
import { z } from 'zod';
import { lineShape, statementShape } from './contract-household-bank-shapes.ts';
import { idInput, paging, positiveFen, text, version } from './contract-household-shapes.ts';
import { matchKinds } from './domain/household/words.ts';

const base = '/funding/households' as const;
const one = `${base}/statements/{id}` as const;
const line = `${base}/statement-lines/{id}` as const;

/** Bank statements: checked, matched, posted, undone; what is left over goes to the desk. Files go by raw routes. */
export const bankContract = {
  list: oc
    .route({ method: 'GET', path: `${base}/statements`, summary: '导入的银行流水' })
    .input(z.object({ ...paging, estateId: z.uuid().optional() }))
    .output(z.object({ total: z.number().int(), items: z.array(statementShape) })),
  show: oc
    .route({ method: 'GET', path: one, summary: '一份银行流水的核对结果' })
    .input(idInput)
    .output(statementShape),
  lines: oc
    .route({ method: 'GET', path: `${one}/lines`, summary: '流水各笔及匹配' })
    .input(
      z.object({
        id: z.uuid(),
        ...paging,
        match: z.enum(matchKinds).optional(),
        state: z.enum(['open', 'posted', 'ignored', 'duplicate', 'undone']).optional(),
      }),
    )
    .output(z.object({ total: z.number().int(), items: z.array(lineShape) })),
  commit: oc
    .route({ method: 'POST', path: `${one}/commit`, summary: '把对上的各笔入账并开收据' })
    .input(z.strictObject({ id: z.uuid(), version }))
    .output(z.object({ jobId: z.uuid(), version: z.number().int() })),
  undo: oc
    .route({ method: 'POST', path: `${one}/undo`, summary: '撤销整份流水：收据作废，账上冲正' })
    .input(z.strictObject({ id: z.uuid(), version, reason: text('原因', 300) }))
    .output(z.object({ voided: z.number().int(), version: z.number().int() })),
  match: oc
    .route({ method: 'POST', path: `${line}/match`, summary: '手工匹配一笔并入账，可分到几户' })
    .input(
      z.strictObject({
        id: z.uuid(),
        version,
        parts: z
          .array(z.strictObject({ billId: z.uuid(), amountFen: positiveFen }))
          .min(1, '至少一户')
          .max(50, '至多 50 户'),
      }),
    )
    .output(z.object({ receipts: z.array(z.string()) })),
  takeBack: oc
    .route({ method: 'POST', path: `${line}/take-back`, summary: '确认一笔退回，作废原收据' })
    .input(z.strictObject({ id: z.uuid(), version }))
    .output(z.object({ receipts: z.array(z.string()) })),
  ignore: oc
    .route({ method: 'POST', path: `${line}/ignore`, summary: '一笔不属本归集，写明原因后不再处理' })
    .input(z.strictObject({ id: z.uuid(), version, reason: text('原因', 200) }))
    .output(z.object({ id: z.uuid() })),
};
